"""Tests of languages: words, phrases, detection."""
