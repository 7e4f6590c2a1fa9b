"""The things that a text is about, whatever they are called."""

from itertools import combinations

import pytest

from knowledge.terms import naming_words, split_words, terms
from languages.topic import words_of_all
from languages.topics.terms import Terms


@pytest.mark.parametrize(
    ("thing", "texts"),
    [
        ("jump_start", ["can I use jump leads", "Starthilfe geben", "démarrer avec des câbles", "arrancar con pinzas"]),
        ("recall", ["is there a recall", "Rückrufaktion", "campagne de rappel", "llamada a revisión", "un richiamo"]),
        ("cost", ["how much does it cost", "Was kostet das?", "combien ça coûte", "¿Cuánto cuesta?", "quanto costa"]),
        (
            "pressure",
            ["how much air do they need", "wie viel Luft", "combien d'air", "cuánto aire llevan", "quanta aria ci va"],
        ),
        ("filter", ["a cabin filter", "Innenraumfilter", "le filtre", "el filtro", "i filtri"]),
        (
            "hours",
            ["how late are you open", "macht ihr auf", "vous ouvrez quand", "hasta qué hora", "a che ora aprite"],
        ),
        ("fog", ["windows all fogged up", "beschlagene Scheibe", "pare-brise embué", "desempañar", "vetri appannati"]),
    ],
)
def test_a_thing_is_the_same_in_every_language(thing: str, texts: list[str]) -> None:
    assert all(thing in terms(split_words(text)) for text in texts)


def test_a_word_counts_within_a_compound_only_where_that_is_meant() -> None:
    assert "tyre" in terms(split_words("Winterreifen"))
    assert "door" not in terms(split_words("Reparatur"))
    assert "cost" not in terms(split_words("feel"))


@pytest.mark.parametrize(
    "text", ["it takes nine hours", "à quelle heure ouvrez-vous", "¿a qué hora abrís?", "è rotta ora"]
)
def test_an_hour_is_no_clock_and_hours_are_no_opening_hours(text: str) -> None:
    assert "clock" not in terms(split_words(text))
    assert ("hours" in terms(split_words(text))) == ("ouvrez" in text or "abrís" in text)


def test_of_a_phrase_all_words_must_stand_there_and_the_last_may_go_on() -> None:
    assert "child_seat" in terms(split_words("two child seats"))
    assert "child_seat" not in terms(split_words("a child on the back seat"))


def test_each_thing_stands_once_and_what_is_about_none_has_none() -> None:
    assert terms(split_words("brake, brakes, Bremse")) == ["brake"]
    assert terms(split_words("tell me a joke")) == []


def test_every_language_names_the_same_things() -> None:
    for one, other in combinations(words_of_all(Terms), 2):
        assert one.things.keys() == other.things.keys()
        assert all(one.things.values())


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How long does a service take?", ["service"]),
        ("Who may drive the loan car?", ["loan", "car"]),
        ("Wie lange dauert eine Inspektion?", ["inspektion"]),
        ("¿Cómo actualizo los mapas?", ["actualizo", "mapas"]),
        ("how much is that", []),
    ],
)
def test_the_words_that_name_things_are_told_from_what_is_asked_of_them(question: str, words: list[str]) -> None:
    assert naming_words(question) == words
