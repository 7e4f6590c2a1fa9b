"""What the judge of answers learns from, and how."""

from training.judge.question_space import train as train_question_space
from training.judge.train import train

__all__ = ["train", "train_question_space"]
