"""What a ticket key is as people type it. Pure."""

KEY_LENGTH = 16
GROUP = 4
READ_AS = str.maketrans("OIL", "011")


def spaced_key(key: str) -> str:
    """A ticket key in groups of four, for reading out: "7K2M 9PQR ..."."""
    return " ".join(key[at : at + GROUP] for at in range(0, len(key), GROUP))


def typed_key(text: str) -> str:
    """What was typed or scanned, as the key that it means: capitals, no spaces or hyphens, O as 0, I and L as 1."""
    return "".join(text.split()).replace("-", "").upper().translate(READ_AS)
