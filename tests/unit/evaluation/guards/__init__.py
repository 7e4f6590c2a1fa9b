"""Tests of how the guards are measured."""
