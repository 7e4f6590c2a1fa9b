"""Tests of replay: recorded conversations, run again."""
