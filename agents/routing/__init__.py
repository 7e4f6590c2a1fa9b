"""Where a turn goes, and why."""

from agents.routing.route import load

__all__ = ["load"]
