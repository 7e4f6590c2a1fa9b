"""Tests of store, over DynamoDB in moto."""
