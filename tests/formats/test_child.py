import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from conference.formats import child
from conference.formats.child import ChildFailed, End, Limits

LIMITS = Limits(seconds_of_work=2, seconds_to_wait=60, memory=400_000_000, file=1000)
HEAD = """
import os, socket, subprocess, sys
from conference.formats import child
child.keep_to(sys.argv[1])
data = sys.stdin.buffer.read()
child.refuse_ways_out()
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def run(folder: Path, work: str, limits: Limits = LIMITS) -> bytes:
    (folder / "worked_by_a_child.py").write_text(HEAD + work)
    return child.run("worked_by_a_child", ["one", "two"], b"abc", limits)


def end_of(folder: Path, work: str, limits: Limits = LIMITS) -> tuple[End, str]:
    with pytest.raises(ChildFailed) as caught:
        run(folder, work, limits)
    return caught.value.end, caught.value.last_words


def test_a_child_gets_arguments_and_data_and_gives_bytes_back(folder: Path) -> None:
    out = run(folder, "sys.stdout.buffer.write(data[::-1] + ' '.join(sys.argv[2:]).encode())")
    assert out == b"cbaone two"


def test_a_child_that_is_slow_to_read_gets_all_that_it_was_given(folder: Path) -> None:
    (folder / "worked_by_a_child.py").write_text(
        f"import time\ntime.sleep(1.5)\n{HEAD}\nsys.stdout.buffer.write(str(len(data)).encode())\n"
    )
    assert child.run("worked_by_a_child", [], b"x" * 1_000_000, LIMITS) == b"1000000"


def test_what_a_child_says_of_itself_is_told_while_it_works_and_is_no_reason(folder: Path) -> None:
    (folder / "worked_by_a_child.py").write_text(
        f"{HEAD}\nimport time\nfor at in range(9):\n    child.say(str(at))\ntime.sleep(1.5)\nraise ValueError('what')\n"
    )
    heard: list[str] = []
    with pytest.raises(ChildFailed) as caught:
        child.run("worked_by_a_child", [], b"", LIMITS, heard.append)
    assert (set(heard), caught.value.last_words) == ({"8"}, "ValueError: what")


@pytest.mark.parametrize(("work", "end"), [
    ("while True: pass", (End.TOO_MUCH_WORK, "exit status -24")),
    ("x = bytearray(500_000_000)", (End.TOO_MUCH_MEMORY, "MemoryError")),
    ("raise ValueError('what')", (End.FAULT, "ValueError: what")),
    ("os.kill(os.getpid(), 9)", (End.FAULT, "exit status -9")),
    ("os.abort()", (End.FAULT, "exit status -6")),
    ("sys.stderr.write('memory allocation of 7 bytes failed'); sys.stderr.flush(); os.abort()",
     (End.TOO_MUCH_MEMORY, "memory allocation of 7 bytes failed")),
    ("socket.create_connection(('127.0.0.1', 1))", (End.FAULT, "PermissionError: socket.getaddrinfo")),
    ("subprocess.run(['/bin/true'])", (End.FAULT, "PermissionError: subprocess.Popen")),
    ("open(__file__ + '.out', 'wb', buffering=0).write(b'x' * 1001); os.abort()", (End.FAULT, "exit status -6")),
])  # fmt: skip
def test_a_child_that_fails_ends_alone(folder: Path, work: str, end: tuple[End, str]) -> None:
    assert end_of(folder, work) == end


def test_a_child_writes_no_file_that_is_too_large(folder: Path) -> None:
    assert end_of(folder, "open(__file__ + '.out', 'wb').write(b'x' * 9000)")[0] is End.FAULT
    assert (folder / "worked_by_a_child.py.out").stat().st_size == 1000


def test_a_child_that_hangs_is_not_waited_for(folder: Path) -> None:
    assert end_of(folder, "import time; time.sleep(600)", replace(LIMITS, seconds_to_wait=1)) == (End.TOO_LONG, "")


def test_nothing_of_our_environment_goes_to_the_child(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONFERENCE_SECRET_KEY", "secret")
    names = run(folder, "sys.stdout.write(' '.join(sorted(os.environ)))").decode().split()
    assert names == ["LC_ALL", "PYTHONHASHSEED", "PYTHONPATH", "SOURCE_DATE_EPOCH"]


def test_a_child_leaves_nothing_running(folder: Path) -> None:
    end_of(folder, "import time; time.sleep(600)", replace(LIMITS, seconds_to_wait=1))
    listed = subprocess.run(["/bin/ps", "-eo", "args"], capture_output=True, text=True, check=True)
    assert [line for line in listed.stdout.splitlines() if "worked_by_a_child" in line] == []
