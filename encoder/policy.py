"""Numbers of the encoder: what one text may cost, and how a message is cut into stretches that become vectors."""

from typing import Final

WINDOW_CHARS: Final = 400
"""Longest stretch of text that becomes one vector, characters."""
ENCODED_WINDOWS: Final = 3
"""Most windows of one message that are encoded: the first ones and the last."""
SHORT_SENTENCE_CHARS: Final = 12
"""A sentence shorter than this is read together with the next."""
QUESTION_TOKENS: Final = 160
"""Most tokens of one text of a customer that are encoded, the first ones.

400 characters of prose in a language we serve have 80 to 130 tokens, so nothing of it is lost. An emoji or a character
of another script has up to three: time must not grow with what is typed, only with how much a person can read."""
PASSAGE_TOKENS: Final = 512
"""Most tokens of one passage; the model knows no more places."""
BATCH_TOKENS: Final = 1_024
"""Most tokens, padding counted, that go through the model at once. More is no faster and takes memory: 40 MB here."""
PADDING_SHARE: Final = 0.2
"""Most of a text's places in a batch that may be padding. A pad costs as much as a token."""
BEDROCK_DIMENSIONS: Final = 1024
"""Numbers of a vector from Bedrock: Titan's most. Cohere also makes 1,536, which would make every index and head half
as large again for a gain that nobody here could measure. They are asked for as floats: heads learn from these, and an
index itself keeps vectors in 16 bits and those of parts in 8 (`knowledge/part_vectors.py`)."""
THREADS: Final = 1
"""Threads that one encoding uses unless told otherwise. A second one gains little below two processors, and where they
are shared its waiting costs several times the work."""
