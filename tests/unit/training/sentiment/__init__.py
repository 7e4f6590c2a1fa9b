"""Tests of what the danger heads learn from."""
