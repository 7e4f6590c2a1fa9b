"""Tests of encoder: sentences to vectors, and the heads over them."""
