"""What the customer is told: cited, in their language, fit to be spoken."""

from agents.response.respond import load, load_writer, respond

__all__ = ["load", "load_writer", "respond"]
