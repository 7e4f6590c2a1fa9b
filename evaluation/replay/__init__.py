"""Stored conversations, run against the working tree: `python -m evaluation.replay`."""
