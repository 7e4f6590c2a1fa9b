"""Tests of what the tagger of personal data learns from."""
