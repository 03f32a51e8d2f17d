"""Work that a library does on what others wrote, in a child process: with limits, without our secrets, dying alone."""

import enum
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

REFUSED = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")
NO_MEMORY = (b"MemoryError", b"memory allocation of", b"std::bad_alloc")


@dataclass(frozen=True)
class Limits:
    """What a child may use: seconds of work, bytes of memory and of one file; and how long it is waited for."""

    seconds_of_work: int
    seconds_to_wait: int
    memory: int
    file: int


class End(enum.StrEnum):
    """How a child ended that did not do its work."""

    TOO_MUCH_WORK = "too much work"
    TOO_LONG = "too long"
    TOO_MUCH_MEMORY = "too much memory"
    FAULT = "fault"


class ChildFailed(Exception):
    """The child did not do its work; `last_words` is the last line that it wrote, or its exit status."""

    def __init__(self, end: End, last_words: str = "") -> None:
        super().__init__(f"{end}: {last_words}")
        self.end, self.last_words = end, last_words


def run(module: str, arguments: Sequence[str], data: bytes, limits: Limits) -> bytes:
    """What `module`, run as a program in a child, writes on standard output when it gets `data` on standard input.

    The program gets the arguments, and before them its limits, which it must `keep_to`. Raises ChildFailed.
    """
    said = ",".join(map(str, astuple(limits)))
    try:
        done = subprocess.run(  # noqa: S603 -- our own module; what others wrote goes in on standard input
            [sys.executable, "-P", "-m", module, said, *arguments],
            input=data, capture_output=True, timeout=limits.seconds_to_wait, env=environment(), check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise ChildFailed(End.TOO_LONG) from error
    if done.returncode != 0:
        raise _failure(done)
    return done.stdout


def environment() -> dict[str, str]:
    """Nothing of ours (it holds secrets), but the way to the packages, and what makes the bytes repeat."""
    here = Path(__file__).resolve().parents[2]
    return {
        "PYTHONPATH": os.pathsep.join([str(here), *filter(None, sys.path)]),
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": "0",
        "LC_ALL": "C.UTF-8",
    }


def _failure(done: subprocess.CompletedProcess[bytes]) -> ChildFailed:
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or [f"exit status {done.returncode}"]
    if done.returncode == -signal.SIGXCPU:
        return ChildFailed(End.TOO_MUCH_WORK, lines[-1])
    if any(words in done.stderr for words in NO_MEMORY):
        return ChildFailed(End.TOO_MUCH_MEMORY, lines[-1])
    return ChildFailed(End.FAULT, lines[-1])


def keep_to(said: str) -> None:
    """In the child, before anything else: take the limits on that `run` gave as the first argument."""
    limits = Limits(*map(int, said.split(",")))
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds_of_work, limits.seconds_of_work + 1))
    for what, limit in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.file),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def refuse_ways_out() -> None:
    """In the child, once all is loaded: no sockets and no programs from here on, whatever a library tries."""
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith(REFUSED):
        raise PermissionError(event)
