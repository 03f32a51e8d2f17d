"""Work that a library does on what others wrote, in a child process: with limits, without our secrets, dying alone."""

import enum
import os
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from types import TracebackType

REFUSED = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")
SAYS, AT = b"so far: ", b"at: "
OURS = Path(__file__).parents[1]
LONGEST_WORDS = 300
NO_MEMORY = (b"MemoryError", b"memory allocation of", b"std::bad_alloc")
Tell = Callable[[str], None]


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
    """The child did not do its work; `last_words` is the last line that it wrote, or its exit status.

    `where` names the places in our code that a fault came through. Neither quotes what the child was given.
    """

    def __init__(self, end: End, last_words: str = "", where: str = "") -> None:
        super().__init__(f"{end}: {last_words}{f' ({where})' if where else ''}")
        self.end, self.last_words, self.where = end, last_words, where


def run(
    module: str, arguments: Sequence[str], data: bytes, limits: Limits, tell: Tell | None = None
) -> bytes:  # fmt: skip
    """What `module`, run as a program in a child, writes on standard output when it gets `data` on standard input.

    The program gets the arguments, and before them its limits, which it must `keep_to`. While it works, what it last
    said of itself (`say`) is told once a second. Raises ChildFailed.
    """
    said = ",".join(map(str, astuple(limits)))
    with tempfile.TemporaryFile() as given:  # no pipe: `communicate` writes no more into one after its first timeout
        given.write(data)
        given.seek(0)
        with subprocess.Popen(  # noqa: S603 -- our own module; what others wrote is its input
            [sys.executable, "-P", "-m", module, said, *arguments],
            stdin=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
        ) as process:  # fmt: skip
            try:
                out, error = _wait_for(process, limits, tell)
            finally:
                process.kill()
    if process.returncode != 0:
        raise _failure(process.returncode, error)
    return out


def _wait_for(process: "subprocess.Popen[bytes]", limits: Limits, tell: Tell | None) -> tuple[bytes, bytes]:
    for _second in range(limits.seconds_to_wait):
        try:
            return process.communicate(timeout=1)
        except subprocess.TimeoutExpired as waiting:
            said = [line for line in (waiting.stderr or b"").splitlines() if line.startswith(SAYS)]
            if tell and said:
                tell(said[-1].removeprefix(SAYS).decode("utf-8", "replace"))
    raise ChildFailed(End.TOO_LONG)


def environment() -> dict[str, str]:
    """Nothing of ours (it holds secrets), but the way to the packages, and what makes the bytes repeat."""
    here = Path(__file__).resolve().parents[2]
    return {
        "PYTHONPATH": os.pathsep.join([str(here), *filter(None, sys.path)]),
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": "0",
        "LC_ALL": "C.UTF-8",
    }


def _failure(status: int, error: bytes) -> ChildFailed:
    lines = [line for line in error.strip().splitlines() if not line.startswith((SAYS, AT))]
    last = lines[-1].decode("utf-8", "replace")[:LONGEST_WORDS] if lines else f"exit status {status}"
    where = [line.removeprefix(AT).decode() for line in error.splitlines() if line.startswith(AT)]
    if status == -signal.SIGXCPU:
        return ChildFailed(End.TOO_MUCH_WORK, last)
    if any(words in error for words in NO_MEMORY):
        return ChildFailed(End.TOO_MUCH_MEMORY, last)
    return ChildFailed(End.FAULT, last, *where[-1:])


def say(words: str) -> None:
    """In the child: tell the parent, in one line, how far the work is."""
    sys.stderr.write(f"{SAYS.decode()}{words}\n")
    sys.stderr.flush()


def keep_to(said: str) -> None:
    """In the child, before anything else: take the limits on that `run` gave as the first argument.

    From here on a fault is told without what the child was given.
    """
    sys.excepthook = _say_fault
    limits = Limits(*map(int, said.split(",")))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds_of_work, limits.seconds_of_work + 1))
    for what, limit in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.file),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def _say_fault(_kind: type[BaseException], error: BaseException, passed: TracebackType | None) -> None:
    from conference.core.faults import words_of

    at = " > ".join(f"{Path(one.filename).name}:{one.lineno}" for one in traceback.extract_tb(passed)
                    if Path(one.filename).is_relative_to(OURS))  # fmt: skip
    sys.stderr.write(f"{AT.decode()}{at}\n{' '.join(words_of(error).split())}\n")


def refuse_ways_out() -> None:
    """In the child, once all is loaded: no sockets and no programs from here on, whatever a library tries."""
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith(REFUSED):
        raise PermissionError(event)
