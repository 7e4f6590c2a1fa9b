"""What the intent head learns from, and how."""

from training.intent.train import train

__all__ = ["train"]
