"""How the customer feels, how urgent it is, and whether life is at stake."""

from agents.sentiment.assess import load

__all__ = ["load"]
