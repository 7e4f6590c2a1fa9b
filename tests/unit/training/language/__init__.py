"""Tests of what the language head learns from."""
