"""Tests of privacy: what is found, how it is masked, how the tagger learns."""
