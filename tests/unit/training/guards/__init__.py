"""Tests of how the heads of the guards are made."""
