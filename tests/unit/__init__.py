"""Tests that need no process but their own: pure code, and moto for AWS. None can open a socket."""
