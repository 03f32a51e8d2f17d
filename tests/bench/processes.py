"""How much memory and how much time of a core a process and all its children take together."""

import os
from pathlib import Path

PROCESSES = Path("/proc")


def tree_of(pid: int) -> list[int]:
    """The process and all below it."""
    parents = {}
    for entry in PROCESSES.iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def megabytes_of(pid: int) -> float:
    """The proportional memory of the process: what it shares with others is divided among them."""
    for line in (PROCESSES / str(pid) / "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def megabytes_of_tree(pid: int) -> float:
    """The same of the process and all below it."""
    return sum(megabytes_of(one) for one in tree_of(pid))


def core_seconds_of_tree(pid: int) -> float:
    """How long the process and all below it have been at work on a core, in seconds."""
    ticks = 0
    for one in tree_of(pid):
        fields = (PROCESSES / str(one) / "stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
