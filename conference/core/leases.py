"""Names of workers as leases bear them, and whether a worker is no more."""

import os
import socket


def worker_name(token: str) -> str:
    """Host, process and a random token: "events/4711/9f2c"."""
    return f"{socket.gethostname()}/{os.getpid()}/{token}"


def is_gone(name: str, asker: str) -> bool:
    """Whether the named worker ran on the asker's machine, in a process that is no more.

    A worker of the asker's own process with another token is an earlier one whose number came round. Of another
    machine nothing is known, so its leases run out by themselves.
    """
    host, process = _host_and_process(name)
    our_host, our_process = _host_and_process(asker)
    if host != our_host or name == asker:
        return False
    return process == our_process or not _is_running(process)


def _host_and_process(name: str) -> tuple[str, str]:
    host, _, rest = name.partition("/")
    return host, rest.partition("/")[0]


def _is_running(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True
