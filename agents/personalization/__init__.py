"""Who is asking, about which vehicle, and what is due on it."""

from agents.personalization.personalize import load

__all__ = ["load"]
