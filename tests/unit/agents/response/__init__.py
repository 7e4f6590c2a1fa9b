"""Tests of the response agent: what the customer is told."""
