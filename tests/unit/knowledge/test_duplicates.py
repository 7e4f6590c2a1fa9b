"""Folding passages that say the same."""

import pytest

from knowledge import duplicates
from knowledge.duplicates import deduplicate
from knowledge.passages import StoredPassage

LONG = (
    "The parking brake is released by pressing the pedal and the switch at the same time while the ignition is on. "
    "If the warning light stays red after that then stop the car in a safe place and call the assistance line. "
    "The brake may be hot after a long descent so let it cool for at least 20 minutes before you drive any further. "
    "A workshop reads the fault memory and tells you what has to be repaired and how long the whole repair will take."
)


def passage(text: str, source: str = "a.md", **fields: object) -> StoredPassage:
    known = {"id": f"{source}#x", "title": "Brakes", "section": "Release", "models": ("Kite",), "language": "en"}
    return StoredPassage.model_validate(known | {"text": text, "source": source} | fields)


def deduplicated(*passages: StoredPassage) -> list[tuple[str, tuple[str, ...]]]:
    return [(found.source, found.also_in) for found in deduplicate(passages)]


def test_the_same_passage_of_other_pages_is_left_out_and_they_are_named() -> None:
    others = passage("Press the PEDAL", "c.md"), passage("**Press** the\npedal.", "b.md")
    assert deduplicated(passage("Press the pedal."), *others) == [("a.md", ("b.md", "c.md"))]


def test_a_passage_that_a_page_repeats_names_no_other_page() -> None:
    assert deduplicated(passage("Press."), passage("Press.")) == [("a.md", ())]


def test_nearly_the_same_passage_is_left_out() -> None:
    assert deduplicated(passage(LONG), passage(LONG.replace("any further", "much further"), "b.md")) == [
        ("a.md", ("b.md",))
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("20 minutes", "30 minutes"),
        ("The brake may be hot", "The brake may not be hot"),
        ("A workshop", "The Tern workshop"),
        ("the pedal and the switch", "the switch and the pedal"),
    ],
)
def test_a_figure_a_not_a_name_or_an_order_makes_another_passage(old: str, new: str) -> None:
    assert old in LONG
    assert len(deduplicated(passage(LONG), passage(LONG.replace(old, new), "b.md"))) == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"brand": "Other"},
        {"models": ("Tern",)},
        {"language": "de"},
        {"audience": "agent"},
        {"markets": ("DE",)},
        {"year_from": 2026},
        {"valid_until": "2026-12-31"},
        {"section": "Lock"},
    ],
)
def test_passages_about_other_vehicles_for_other_readers_or_under_other_headings_stay(
    fields: dict[str, object],
) -> None:
    assert len(deduplicated(passage(LONG), passage(LONG, "b.md", **fields))) == 2


def test_a_short_passage_needs_its_title_and_a_long_one_does_not() -> None:
    assert len(deduplicated(passage("Press the pedal."), passage("Press the pedal.", "b.md", title="Clutch"))) == 2
    assert len(deduplicated(passage(LONG), passage(LONG, "b.md", title="Parking"))) == 1


def test_folding_twice_changes_nothing() -> None:
    once = deduplicate([passage(LONG), passage(LONG, "b.md")])
    assert deduplicate(once) == once


def test_text_without_words_is_folded_too() -> None:
    assert len(deduplicated(passage("—"), passage("!", "b.md"))) == 1


def test_a_passage_is_compared_with_few_others_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    compared, original = list[int](), duplicates._same

    def counting(one: duplicates._Said, other: duplicates._Said) -> bool:
        compared.append(1)
        return original(one, other)

    monkeypatch.setattr(duplicates, "_same", counting)
    endings = [" ".join("abcdefghij"[int(digit)] * 3 for digit in f"{n * 7919:012}") for n in range(200)]
    passages = [passage(f"{LONG} Then {ending}", f"{n}.md") for n, ending in enumerate(endings)]
    deduplicate(passages)
    assert 0 < len(compared) <= duplicates.MOST_COMPARED * len(passages)


def test_the_same_words_in_another_order_are_another_passage_however_long() -> None:
    around = " ".join(f"{first}{second}" for first in "abcdefghijklmno" for second in "abcdefghijklmno")
    one, other = f"{around} turn left and then right", f"{around} turn right and then left"
    assert len(deduplicated(passage(one), passage(other, "b.md"))) == 2
    assert len(deduplicated(passage(one), passage(one.replace("turn", "steer"), "b.md"))) == 1
