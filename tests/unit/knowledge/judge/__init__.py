"""The judge of answers."""
