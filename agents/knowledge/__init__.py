"""Which passages of the knowledge base answer."""

from agents.knowledge.find import load

__all__ = ["load"]
