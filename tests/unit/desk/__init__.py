"""Tests of the desk: who is asked to take what, when, and how long the others wait."""
