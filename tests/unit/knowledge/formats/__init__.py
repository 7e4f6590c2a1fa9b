"""Tests of the formats of documents."""
