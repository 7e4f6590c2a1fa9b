"""Tests of the evaluation tools."""
