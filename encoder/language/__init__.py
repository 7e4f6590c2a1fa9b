"""Which language a message is in."""

from encoder.language.detect import LanguageGuess, detect_language

__all__ = ["LanguageGuess", "detect_language"]
