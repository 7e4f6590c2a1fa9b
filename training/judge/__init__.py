"""What the judge of answers learns from, and how."""

from training.judge.train import train

__all__ = ["train"]
