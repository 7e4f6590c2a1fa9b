"""Tests of the check of sentences that a model writes."""
