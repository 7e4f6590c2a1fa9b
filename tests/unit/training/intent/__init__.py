"""Tests of what the intent head learns from."""
