"""Tests of the stacks, as they are deployed."""
