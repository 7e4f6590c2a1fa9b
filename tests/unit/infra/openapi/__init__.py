"""Tests of what is generated from the routes and the models."""
