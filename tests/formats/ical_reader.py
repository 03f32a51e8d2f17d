"""A second reader of iCalendar, written from RFC 5545 alone, so that writer and library cannot be wrong together."""

import re

ESCAPES = {"\\": "\\", ";": ";", ",": ",", "n": "\n", "N": "\n"}
PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)')


def lines_of(data: bytes) -> list[str]:
    """The unfolded content lines; fails on any line end but CRLF, on long lines, on folds inside a character."""
    assert data.endswith(b"\r\n")
    raw = data[:-2].split(b"\r\n")
    assert all(b"\r" not in line and b"\n" not in line for line in raw)
    assert max(map(len, raw)) <= 75
    assert all(line.decode("utf-8") for line in raw)
    return data[:-2].replace(b"\r\n ", b"").decode("utf-8").split("\r\n")


def properties_of(data: bytes, component: str) -> list[tuple[str, dict[str, str], str]]:
    """Name, parameters and raw value of every property that stands directly in the components of that name."""
    stack: list[str] = []
    found = []
    for line in lines_of(data):
        name, parameters, value = _split(line)
        if name == "BEGIN":
            stack.append(value)
        elif name == "END":
            assert stack.pop() == value
        elif stack[-1] == component:
            found.append((name, parameters, value))
    assert stack == []
    return found


def _split(line: str) -> tuple[str, dict[str, str], str]:
    matched = re.match(r"[A-Z0-9-]+", line)
    assert matched, line
    at, parameters = matched.end(), {}
    while line[at] == ";":
        parameter = PARAMETER.match(line, at)
        assert parameter, line
        parameters[parameter[1]] = parameter[2].strip('"')
        at = parameter.end()
    assert line[at] == ":"
    return matched[0], parameters, line[at + 1 :]


def text_of(value: str) -> str:
    """The text behind the escapes of RFC 5545, 3.3.11."""
    return re.sub(r"\\(.)", lambda found: ESCAPES[found[1]], value)


def texts_of(value: str) -> list[str]:
    """The parts of a comma-separated list of texts."""
    return [text_of(part) for part in re.findall(r"(?:\\.|[^\\,])+", value)]
