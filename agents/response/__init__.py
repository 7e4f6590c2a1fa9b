"""What the customer is told: cited, in their language, fit to be spoken."""

from agents.response.respond import load, respond

__all__ = ["load", "respond"]
