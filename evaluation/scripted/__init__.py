"""Whole conversations, scripted: what customers say turn by turn, and what they should get for it."""

from evaluation.scripted.report import evaluate

__all__ = ["evaluate"]
