"""Which section a found passage counts as."""

from evaluation.retrieval import originals
from knowledge.passages import StoredPassage


def passage(place: str, language: str, number: int) -> StoredPassage:
    """A passage at a place of its page."""
    return StoredPassage(
        id=place, title="T", section="S", text="T.", source="x", models=(), language=language, number=number
    )


def test_a_section_of_a_translation_counts_as_the_one_at_its_place_in_the_original() -> None:
    first, second = passage("times#at-home", "en", 0), passage("times#on-the-road", "en", 1)
    translated, alone = passage("de/times#unterwegs", "de", 1), passage("de/tyres#druck", "de", 0)
    assert originals((translated, first, second, alone)) == {
        "de/times#unterwegs": "times#on-the-road",
        "times#at-home": "times#at-home",
        "times#on-the-road": "times#on-the-road",
        "de/tyres#druck": "de/tyres#druck",
    }
