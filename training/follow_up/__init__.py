"""Whether a message goes on from the one before, and what that says of passages."""

from training.follow_up.going_on import train as train_going_on
from training.follow_up.train import train

__all__ = ["train", "train_going_on"]
