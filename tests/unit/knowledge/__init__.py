"""Tests of knowledge: documents to cited passages."""
