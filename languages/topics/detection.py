"""How a language is told apart."""

from typing import ClassVar

from languages.topic import Topic


class Detection(Topic):
    """What detection must know of a language beside its trained models."""

    file: ClassVar = "detection.json"

    weight: float
    """How often first messages are in this language, against one with weight 1."""
    dialects: tuple[str, ...]
    """Dialects and near twins that fastText keeps apart and that are answered in this language; its own codes."""
    spoken: tuple[str, ...]
    """Words with which somebody speaks or asks for something, and which stand on no dashboard, likewise."""
    display: tuple[str, ...]
    """Words that stand on dashboards, without accents, as regular expressions."""
