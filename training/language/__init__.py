"""What the head that tells languages learns from, and how."""

from training.language.train import train

__all__ = ["train"]
