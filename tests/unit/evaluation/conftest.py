"""What the tests of the evaluation share: the double of Bedrock."""

from tests.unit.bedrock import double, scripted

__all__ = ["double", "scripted"]
