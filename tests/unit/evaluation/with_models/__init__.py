"""Tests of the evaluation with models."""
