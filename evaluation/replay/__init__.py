"""Stored conversations, run against the working tree: `python -m tests.evaluation.replay`."""
