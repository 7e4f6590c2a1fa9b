"""What the customer wants."""

from agents.intent.classify import load

__all__ = ["load"]
