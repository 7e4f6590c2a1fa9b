"""Pieces of words, and the passages that share them."""

import pytest

from knowledge.lexical import build_lexical, pieces, said_by, split


def test_a_word_is_cut_into_overlapping_pieces_that_know_where_it_begins_and_ends() -> None:
    assert pieces("brake") == ["_bra", "brak", "rake", "ake_", "=brake"]


@pytest.mark.parametrize(("text", "expected"), [("", []), ("... !", []), ("a", ["_a_"]), ("km", ["_km_"]), ("🚗", [])])
def test_a_short_word_is_one_piece_and_no_word_is_none(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_case_accents_and_underscores_make_no_difference() -> None:
    assert pieces("BREMSLEUCHTE Öl_Stand") == pieces("bremsleuchte ol stand")
    assert pieces("Straße") == pieces("STRASSE")


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Leuchten", 0),  # inside a compound
        ("brems leuchte", 0),
        ("neumaticos", 1),  # without the accent
        ("neumático", 1),  # another ending
        ("parking break", 2),  # a typing error
        ("F12-A", 3),
    ],
)
def test_a_passage_is_found_by_parts_endings_and_misspellings(question: str, place: int) -> None:
    texts = ["Die Bremsleuchte ist rot.", "La presión de los neumáticos.", "Release the parking brake.", "Fuse F12-A."]
    scores = build_lexical(texts).scores(question)
    assert scores.argmax() == place
    assert scores[place] > 0


def test_a_score_is_the_share_of_the_question_that_a_passage_covers() -> None:
    index = build_lexical(["the brake light", "the brake fluid", "a wallbox"])
    light, fluid, wallbox = index.scores("brake light")
    assert 0 == wallbox < fluid < light < 1
    assert index.scores("brake light of another language entirely")[0] < light / 2
    assert not index.scores("xqzv").any()
    assert not index.scores("").any()


def test_a_question_and_a_passage_in_two_languages_share_what_they_are_about() -> None:
    index = build_lexical(["The jump leads are red and black.", "The towing eye is in the boot.", "Ein Text."])
    scores = index.scores("Darf ich dem Auto Starthilfe geben?")
    assert scores.argmax() == 0
    assert scores[1] == 0


def test_of_a_long_question_a_single_thing_says_little() -> None:
    words, [thing] = split(pieces("jump leads"))
    assert said_by([thing], words) == 1
    assert 0 < said_by([thing], words * 10) < 0.2
    assert said_by([], words) == said_by([], []) == 0
