"""The head that tells whether a message goes on from the one before."""

from training.follow_up.train import train

__all__ = ["train"]
