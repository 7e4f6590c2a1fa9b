"""Canned replies, searched and filled in for one conversation."""
