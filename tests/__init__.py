"""Tests. They mirror the folders they test."""
