"""What an Italian message names: words and forms are data, the code is that of the other languages."""

from datetime import date

import pytest

from agents.intent.slots import find_slots

TODAY = date(2026, 11, 21)


def values(kind: str, text: str) -> list[str]:
    return [slot.value for slot in find_slots(text, "it", TODAY) if slot.type == kind]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("martedì prossimo", "2026-11-24"),
        ("lunedì 7 dicembre alle 15", "2026-12-07"),
        ("l'8 marzo", "2027-03-08"),
        ("il primo maggio", "2027-05-01"),
        ("il ventitré marzo", "2027-03-23"),
        ("ho portato l'auto il 12 ottobre", "2026-10-12"),
        ("fra due settimane", "2026-12-05"),
        ("tre giorni fa", "2026-11-18"),
        ("dopodomani mattina", "2026-11-23"),
        ("mercoledì della prossima settimana", "2026-11-25"),
        ("lunedì a otto", "2026-11-30"),
        ("entro fine mese", "2026-11-30"),
        ("nel fine settimana", "2026-11-21"),
        ("sabato scorso", "2026-11-14"),
    ],
)
def test_a_day_is_reckoned(text: str, day: str) -> None:
    assert values("date", text) == [day]


@pytest.mark.parametrize("text", ["da lunedì a venerdì", "il lunedì siete aperti?", "ogni martedì", "il 2 porte"])
def test_opening_hours_habits_and_other_numbers_are_no_days(text: str) -> None:
    assert values("date", text) == []


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("alle nove e mezza", "09:30"),
        ("alle 8 e un quarto", "08:15"),
        ("alle nove meno un quarto", "08:45"),
        ("un quarto alle tre", "14:45"),
        ("all'una", "13:00"),
        ("alle 3 del pomeriggio", "15:00"),
        ("a mezzogiorno e mezzo", "12:30"),
        ("ore 10.30", "10:30"),
        ("verso le 17", "17:00"),
    ],
)
def test_a_time_is_read(text: str, time: str) -> None:
    assert values("time", text) == [time]


@pytest.mark.parametrize("text", ["in 5 minuti", "per 3 ore", "in 24 ore"])
def test_a_duration_is_no_time(text: str) -> None:
    assert values("time", text) == []


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("mileage", "ho sessantamila chilometri", "60000"),
        ("mileage", "120mila km sul contachilometri", "120000"),
        ("place", "vicino a Milano Centrale", "Milano Centrale"),
        ("warning_light", "la spia dell'olio è accesa", "oil"),
        ("warning_light", "spia della pressione delle gomme", "tyre_pressure"),
        ("plate", "la mia targa è AB 123 CD", "AB123CD"),
        ("booking_number", "numero di prenotazione AB12345", "AB12345"),
        ("phone", "chiamatemi allo 02 12345678", "+390212345678"),
    ],
)
def test_numbers_places_and_lights_are_found(kind: str, text: str, value: str) -> None:
    assert values(kind, text) == [value]


@pytest.mark.parametrize(
    "text", ["tagliando ogni 30.000 km", "un'autonomia di 400.000 km", "la luce dei freni è rotta"]
)
def test_intervals_ranges_and_broken_lamps_are_none(text: str) -> None:
    assert values("mileage", text) == values("warning_light", text) == []
