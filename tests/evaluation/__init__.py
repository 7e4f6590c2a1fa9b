"""Quality: every agent against its evaluation sets."""
