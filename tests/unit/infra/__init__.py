"""Tests of infra: packages, template and local stack."""
