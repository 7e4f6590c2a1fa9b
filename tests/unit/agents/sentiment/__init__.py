"""Tests of the sentiment agent: moods and danger."""
