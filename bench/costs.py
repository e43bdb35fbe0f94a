"""What a process has cost, as Linux counts it."""

import os
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def cpu_seconds(pid: int) -> float:
    """Give the processor time of a process and those it has started, the kernel's for it too."""
    return sum(_cpu(one) for one in (pid, *_children(pid)))


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def memory(pid: int) -> int:
    """Give the bytes of memory that a process holds (resident)."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
