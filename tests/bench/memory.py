"""The memory of this process, in bytes, as Linux counts it. Imports nothing that would take memory itself."""

import re
from pathlib import Path


def resident() -> int:
    """What it holds now."""
    return _status("VmRSS")


def peak() -> int:
    """The most it has held so far. (`getrusage` would count what its parent had.)"""
    return _status("VmHWM")


def _status(field: str) -> int:
    found = re.search(rf"^{field}:\s+(\d+) kB$", Path("/proc/self/status").read_text(), re.MULTILINE)
    if found is None:
        raise RuntimeError(f"/proc/self/status has no {field}")
    return int(found[1]) * 1024
