"""Number plates, of the countries whose shapes `privacy.plates` knows."""

import re
from collections.abc import Iterator

from agents.intent.slots.settle import Found


def plates(text: str) -> Iterator[Found]:
    """Every plate as its letters and digits, in upper case."""
    from privacy.plates import plates as spans

    for span in spans(text):
        written = text[span.start : span.end]
        if not _begins_with_a_word(written):
            yield Found(span.start, span.end, "".join(filter(str.isalnum, written.upper())))


def _begins_with_a_word(written: str) -> bool:
    """Whether the sentence reaches into it, as in "not CX-717": masking may take too much, a value may not."""
    first, *others = re.split(r"[ \-]", written)
    return first.islower() and any(map(str.isupper, others))
