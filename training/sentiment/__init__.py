"""What the heads for mood, emotion and danger learn from, and how."""

from training.sentiment.moods import train_emotion, train_sentiment
from training.sentiment.train import train_danger, train_danger_words

__all__ = ["train_danger", "train_danger_words", "train_emotion", "train_sentiment"]
