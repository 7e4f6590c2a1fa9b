"""What is denied is told from what is said."""

import pytest

from danger.pieces import marked, pieces, pieces_of
from languages.ngrams import ngrams


def denied(text: str) -> list[str]:
    return [word for word, mark in marked(text) if mark]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("There was no accident", ["accident"]),
        ("The brakes did not fail", ["fail"]),
        ("They don't work", ["work"]),
        ("Es gab keinen Unfall", ["unfall"]),
        ("Personne n'est blessé", ["n'est", "blessé"]),
        ("No hubo accidente", ["hubo", "accidente"]),
        ("Nessuno è ferito", ["è", "ferito"]),
        ("The car is on fire", []),
    ],
)
def test_words_after_one_that_denies_are_denied(text: str, words: list[str]) -> None:
    assert denied(text) == words


def test_a_denial_ends_at_a_mark_and_reaches_no_further_than_three_words() -> None:
    assert denied("No fire, the brakes failed") == ["fire"]
    assert denied("No, the brakes failed") == []
    assert denied("no fire or smoke but brakes failed") == ["fire", "or", "smoke"]


def test_what_is_exclaimed_is_the_same_word_and_loud() -> None:
    assert list(marked("Help!! Where?")) == [("help", ""), ("!", ""), ("where", ""), ("?", "")]
    assert list(marked("(a fire).")) == [("a", ""), ("fire", "")]


def test_denied_words_have_pieces_of_their_own_and_others_the_usual_ones() -> None:
    assert set(ngrams("the car is on fire").places) <= set(pieces("the car is on fire").places)
    only_denied = set(pieces("no fire").places) - set(ngrams("no").places)
    assert not only_denied & set(ngrams("fire").places)


def test_a_word_counts_as_a_whole_and_beside_its_neighbour() -> None:
    assert set(pieces("dying laughing").places) - set(pieces("laughing dying").places)
    assert set(pieces("engine").places) - set(ngrams("engine").places)


def test_several_texts_are_cut_as_each_alone() -> None:
    texts = ["no fire", "fire", ""]
    together = [(found.places.tolist(), found.counts.tolist()) for found in pieces_of(texts)]
    assert together == [(found.places.tolist(), found.counts.tolist()) for found in map(pieces, texts)]
