"""Canned replies, searched and filled in."""
