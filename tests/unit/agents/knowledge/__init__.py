"""Tests of the knowledge agent."""
