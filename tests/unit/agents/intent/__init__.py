"""Tests of the intent agent: what is wanted, and what is named."""
