"""The reading of a message keeps track of where each character came from."""

import pytest

from agents.intent.slots.reading import read


@pytest.mark.parametrize(
    ("text", "language", "plain"),
    [
        ("Half past nine", "en", "half past 9"),
        ("Twenty-first of March, five o'clock", "en", "21st of march, 5 o'clock"),
        ("hundertzwanzigtausend", "de", "120000"),
        ("à huit heures", "fr", "a 8 heures"),
        ("veintiuno de marzo", "es", "21 de marzo"),
        ("il ventitré marzo, alle nove e mezza", "it", "il 23 marzo, alle 9 e mezza"),
    ],
)
def test_number_words_become_digits(text: str, language: str, plain: str) -> None:
    assert read(text, language).plain == plain


def test_a_stretch_of_the_reading_leads_back_to_the_words() -> None:
    text = "Um fünf oder am einundzwanzigsten März"
    reading = read(text, "de")
    for part, words in (("5", "fünf"), ("oder", "oder"), ("21. marz", "einundzwanzigsten März")):
        start = reading.plain.index(part)
        first, last = reading.where(start, start + len(part))
        assert text[first:last] == words
