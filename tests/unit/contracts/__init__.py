"""Tests of contracts: what crosses boundaries."""
