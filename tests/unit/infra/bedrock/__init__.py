"""Tests of the Bedrock double, each over its wire protocol."""
