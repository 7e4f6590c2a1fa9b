"""Tests of danger: messages made readable, judged by words, and settled."""
