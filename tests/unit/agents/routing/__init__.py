"""Tests of the routing agent: where a turn goes, and policies that are tried."""
