"""Tests of the personalization agent: who is asking, and what is due."""
