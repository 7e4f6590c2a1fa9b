"""Logs and metrics: one closed list of fields, so that no personal datum can slip into a line."""
