"""Mileages, plates, VINs, booking numbers and phone numbers, and how they are told apart."""

import pytest

from tests.unit.agents.intent.slots.cases import named, values


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("45k miles", "en", "72420"),
        ("45k on the clock", "en", "72420"),
        ("sixty thousand miles", "en", "96561"),
        ("the odometer shows 850 km", "en", "850"),
        ("62.000 km", "de", "62000"),
        ("mit 120tkm", "de", "120000"),
        ("hat jetzt 180.000 runter", "de", "180000"),
        ("Kilometerstand 98 000", "de", "98000"),
        ("145.000 bornes", "fr", "145000"),
        ("compteur : 124500", "fr", "124500"),
        ("62 mil kilómetros", "es", "62000"),
    ],
)
def test_a_reading_of_the_odometer_in_kilometres(text: str, language: str, expected: str) -> None:
    assert values("mileage", text, language) == [expected]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("a range of 3000 km, 20,000 miles a year, every 10,000 miles", "en"),
        ("850 km to Spain, 130 km/h, 100 miles of motorway", "en"),
        ("the mileage is 45000, a 60,000 km inspection", "en"),
        ("alle 30.000 km, noch 1.050 km Reichweite", "de"),
        ("20 000 km par an, 1 200 km d'autoroute", "fr"),
        ("cada 15.000 km, 20.000 km al año", "es"),
    ],
)
def test_a_range_an_interval_or_a_trip_is_no_reading(text: str, language: str) -> None:
    assert values("mileage", text, language) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("booking number bk 20417", "BK20417"),
        ("my reference is HV-2290-17", "HV-2290-17"),
        ("order 4500012345", "4500012345"),
        ("Termin-Nr. 448812", "448812"),
        ("unter Referenz CRB-88213", "CRB-88213"),
        ("Meine Auftragsnummer ist A-2026-4471", "A-2026-4471"),
        ("numéro de réservation : RV 20417", "RV20417"),
        ("localizador QX7R2P", "QX7R2P"),
    ],
)
def test_a_booking_number_is_what_its_word_introduces(text: str, expected: str) -> None:
    assert values("booking_number", text, "en") == [expected]


@pytest.mark.parametrize(
    "text",
    ["booking for 4 people", "appointment 14 March", "appointment at 15:30", "order 2 tyres", "reference please"],
)
def test_a_booking_without_a_number_has_none(text: str) -> None:
    assert values("booking_number", text) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("0170 1234567", "de", "+491701234567"),
        ("06 12 34 56 78", "fr", "+33612345678"),
        ("612 34 56 78", "es", "+34612345678"),
        ("(415) 555-2671", "en", "+14155552671"),
        ("020 7946 0958", "en", "+442079460958"),
        ("text me on 07700 900123", "en", "+447700900123"),
        ("+43 664 1234567", "en", "+436641234567"),
        ("06 39 98 12 55", "fr", "+33639981255"),
        ("call double oh four four seven nine one one one two three four five six", "en", "+447911123456"),
    ],
)
def test_a_phone_number_can_be_dialled_from_anywhere(text: str, language: str, expected: str) -> None:
    assert values("phone", text, language) == [expected]


def test_numbers_side_by_side_are_told_apart() -> None:
    text = "Order 4500012345, VIN WVWZZZ1JZ3W386752, plate M-AB 1234, 62,000 km, ring 07911 123456 on 3 May at 9"
    assert [kind for kind, _, _ in named(text)] == [
        "booking_number",
        "vin",
        "plate",
        "mileage",
        "phone",
        "date",
        "time",
    ]


def test_a_vin_with_a_letter_it_cannot_have_is_left_for_the_customer_to_repeat() -> None:
    assert values("vin", "VIN WVWZZZ1JZ3W38675O") == []
    assert values("vin", "VIN WVW ZZZ 1JZ 3W386752") == ["WVWZZZ1JZ3W386752"]


def test_a_word_before_a_plate_is_no_part_of_it() -> None:
    assert values("plate", "la plaque est CX-771-LD et pas CX-717-LD", "fr") == ["CX771LD", "CX717LD"]


def test_car_talk_holds_no_number() -> None:
    assert named("205/55 R16 91V, P0420, £1,249.00, my 911 from 2019, 2.0 TDI, V8, A4, 12V, 24/7") == []
