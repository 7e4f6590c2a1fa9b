"""What the tagger of names and addresses learns from, and how."""

from training.privacy.train import train

__all__ = ["train"]
