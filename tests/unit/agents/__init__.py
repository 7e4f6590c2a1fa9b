"""Tests of agents: what each decides."""
