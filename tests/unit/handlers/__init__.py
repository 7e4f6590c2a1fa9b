"""Tests of handlers, with events as API Gateway sends them."""
