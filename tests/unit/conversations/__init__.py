"""Tests of graph: one turn, whatever fails."""
