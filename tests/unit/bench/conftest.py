"""What tests of measurements with models share: the double of Bedrock."""

from tests.unit.bedrock import double, scripted

__all__ = ["double", "scripted"]
