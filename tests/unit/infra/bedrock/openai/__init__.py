"""Tests of the way to an OpenAI-compatible server."""
