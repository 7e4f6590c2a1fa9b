"""What the tests of the graph share: the double of Bedrock."""

from tests.unit.bedrock import breakers, calls, client, double, scripted

__all__ = ["breakers", "calls", "client", "double", "scripted"]
