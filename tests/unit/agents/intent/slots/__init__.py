"""Tests of the slots of a message."""
