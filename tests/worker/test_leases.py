import os
import socket
import subprocess
import sys

import pytest

from conference.core.leases import is_gone, worker_name

HOST = socket.gethostname()


def dead_process() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_a_worker_is_named_by_host_process_and_token() -> None:
    assert worker_name("0a1b") == f"{HOST}/{os.getpid()}/0a1b"


def test_who_runs_is_not_gone_and_whose_process_ended_is() -> None:
    ours = worker_name("ours")
    assert is_gone(ours, ours) is False
    assert is_gone(f"{HOST}/{os.getppid()}/other", ours) is False
    assert is_gone(f"{HOST}/1/root", ours) is False
    assert is_gone(f"{HOST}/{dead_process()}/killed", ours) is True


def test_an_earlier_worker_of_the_same_process_number_is_gone() -> None:
    assert is_gone(worker_name("before-the-restart"), worker_name("ours")) is True


@pytest.mark.parametrize("name", ["elsewhere/4711/0a1b", "elsewhere", ""])
def test_of_other_machines_nothing_is_known(name: str) -> None:
    assert is_gone(name, worker_name("ours")) is False
