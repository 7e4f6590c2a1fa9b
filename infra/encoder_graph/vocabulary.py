"""Which pieces of words are kept: half of the 250,000 are of languages whose scripts nobody served here writes.

A piece is kept if it is a single character, of whatever script, or if all of it is Latin as Europe writes it, digits,
punctuation, symbols or emoji. So what is dropped can be cut into kept pieces, and a text whose likeliest cut uses kept
pieces only is cut as before: that cut stays the likeliest of fewer ones. The rule names code points, not properties of
characters, since those change with the version of Python.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from encoder.tokenizer import SPACE, UNKNOWN

UNKNOWN_PENALTY: Final = 10.0
"""How much less likely a character without a piece is than the least likely piece (logarithm), as in SentencePiece."""
RANGES: Final = (
    (0x0000, 0x024F),  # Latin: basic, supplement, extended A and B
    (0x0300, 0x036F),  # combining accents
    (0x2000, 0x2BFF),  # punctuation, currencies, arrows, symbols; the mark for a blank
    (0xFE00, 0xFE0F),  # variation selectors
    (0x1F000, 0x1FAFF),  # emoji
)


def kept_pieces(pieces: Sequence[str]) -> NDArray[np.intp]:
    """Return the places of the pieces that are kept, ascending.

    Of those that stand for no text the first four are, and `<mask>`, which only training needs, is not.
    """
    return np.array(
        [place for place, piece in enumerate(pieces) if place <= UNKNOWN or (is_kept(piece) and piece != "<mask>")]
    )


def is_kept(piece: str) -> bool:
    """Return whether a piece is a single character, or written with kept ranges only."""
    return len(piece.lstrip(SPACE)) <= 1 or all(
        any(first <= ord(character) <= last for first, last in RANGES) for character in piece
    )


def kept_scores(scores: NDArray[np.float32], kept: NDArray[np.intp]) -> NDArray[np.float32]:
    """Return the scores of kept pieces, with that of a character that no piece has."""
    found = scores[kept]
    found[UNKNOWN] = scores[UNKNOWN + 1 :].min() - UNKNOWN_PENALTY
    return found
