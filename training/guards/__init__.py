"""Training of the guards' heads: attacks in messages, and orders in documents."""

from training.guards.attacks import train_attacks
from training.guards.documents import train_documents

__all__ = ["train_attacks", "train_documents"]
