"""Where a fact stands in a text, and what it is said of there."""

import pytest

from agents.response.grounding.evidence import Text
from agents.response.grounding.places import Place

HOURS = "– Service – Monday to Friday: 07:30–18:00; Saturday: 09:00–13:00; Sunday: closed"


def places(text: str, language: str = "en", headings: tuple[str, ...] = ()) -> tuple[Place, ...]:
    return Text(text=text, language=language, headings=headings).places


def weekdays(place: Place) -> set[int | None]:
    return {day.weekday for day in place.days}


def test_each_cell_of_a_row_is_a_place_with_its_label_and_heading() -> None:
    week, saturday, sunday = places(HOURS)
    assert [place.column for place in (week, saturday, sunday)] == ["Monday to Friday", "Saturday", "Sunday"]
    assert [weekdays(place) for place in (week, saturday, sunday)] == [{0, 1, 2, 3, 4}, {5}, {6}]
    assert "servi" in saturday.stems
    assert not sunday.facts.times


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Open Monday to Friday from 7:30 to 18:00 and Saturday from 9:00 to 13:00.", "en"),
        ("Montag bis Freitag von 7:30 bis 18:00 Uhr und Samstag von 9:00 bis 13:00 Uhr.", "de"),
        ("De lunes a viernes de 7:30 a 18:00 y el sábado de 9:00 a 13:00.", "es"),
        ("Du lundi au vendredi de 7 h 30 à 18 h et le samedi de 9 h à 13 h.", "fr"),
        ("Dal lunedì al venerdì dalle 7:30 alle 18:00 e il sabato dalle 9:00 alle 13:00.", "it"),
    ],
)
def test_a_sentence_with_several_times_has_a_place_for_the_days_of_each(text: str, language: str) -> None:
    by_days = [weekdays(place) for place in places(text, language) if place.facts.measured]
    assert by_days == [{0, 1, 2, 3, 4}, {5}]


def test_what_a_sentence_says_once_goes_with_all_of_it() -> None:
    text = "At -5 °C expect 300 km in the Kite and 55 km in the Tern."
    (cold,) = (place for place in places(text) if "celsius" in place.facts.measured)
    assert cold.facts.text == text


def test_words_between_two_facts_may_belong_to_either_and_a_semicolon_parts_them() -> None:
    both = places("Kite €195, the Tern, the Heron €245")
    assert ["Tern" in place.facts.text for place in both] == [True, True]
    first, second = places("Kite: €195; Tern: €245")
    assert ("Tern" in first.facts.text, "Kite" in second.facts.text) == (False, False)


def test_what_stands_above_tells_what_a_place_is_about() -> None:
    (place,) = places("Prices of the Tern:\n– Brake fluid – Price: €79", headings=("Extra work",))[-1:]
    assert place.scopes[-2:] == ("Prices of the Tern:", "Extra work")
    assert places("On Sunday:\nIt is warm.\n– 10:00 to 12:00")[-1].days == frozenset()
