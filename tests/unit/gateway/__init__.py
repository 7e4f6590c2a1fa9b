"""Tests of gateway: who may call."""
