"""What the customer is told: cited, in their language, fit to be spoken."""

from agents.response.respond import load

__all__ = ["load"]
