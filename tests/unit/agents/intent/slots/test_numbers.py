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


@pytest.mark.parametrize(
    ("language", "text", "phone", "times"),
    [
        ("en", "call on 07700 900123 5 pm", "+447700900123", "17:00"),
        ("en", "07700900123 9-11am", "+447700900123", "09:00 11:00"),
        ("en", "text 07700900123,5pm", "+447700900123", "17:00"),
        ("en", "415 555 2671 5 pm", "+14155552671", "17:00"),
        ("de", "Tel 0171 3920012 9 bis 11 Uhr", "+491713920012", "09:00 11:00"),
        ("de", "bitte unter 0171 3920012 9 Uhr anrufen", "+491713920012", "09:00"),
        ("de", "Handy 01713920012 14.30 Uhr", "+491713920012", "14:30"),
        ("de", "0171 3920012 16h", "+491713920012", "16:00"),
        ("fr", "06.39.98.12.34, 17h", "+33639981234", "17:00"),
        ("fr", "au 06 39 98 12 34 14 h", "+33639981234", "14:00"),
        ("fr", "06 39 98 12 34 de 9 à 11h", "+33639981234", "09:00 11:00"),
        ("es", "llámame al 612345678 17:30", "+34612345678", "17:30"),
        ("it", "chiamatemi al 347 1234567 ore 9", "+393471234567", "09:00"),
        ("it", "chiamare 333 7654321 16.30", "+393337654321", "16:30"),
    ],
)
def test_a_phone_number_ends_where_an_hour_begins(language: str, text: str, phone: str, times: str) -> None:
    assert values("phone", text, language) == [phone]
    assert values("time", text, language) == times.split()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "phone 07700900123,07700900456", "+447700900123 +447700900456"),
        ("en", "07700 900123 07700 900456", "+447700900123 +447700900456"),
        ("en", "415-555-2671,415-555-2672", "+14155552671 +14155552672"),
        ("de", "Tel. 0171/3920012/0172 3920013", "+491713920012 +491723920013"),
        ("fr", "06.39.98.12.34,06.39.98.12.35", "+33639981234 +33639981235"),
        ("es", "612 345 678 623 456 789", "+34612345678 +34623456789"),
        ("it", "347 1234567,348 1234567", "+393471234567 +393481234567"),
    ],
)
def test_two_phone_numbers_need_no_word_between_them(language: str, text: str, expected: str) -> None:
    assert values("phone", text, language) == expected.split()


def test_a_day_beside_a_phone_number_is_no_part_of_it() -> None:
    for text in ("0171 3920012 03.12.26", "am 03.12.26 0171 3920012", "0171 3920012 3. Dezember 2026"):
        assert values("phone", text, "de") == ["+491713920012"]
        assert values("date", text, "de") == ["2026-12-03"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "my phone is zero seven seven double oh nine hundred one two three", "+447700900123"),
        ("en", "call zero seven seven zero zero nine hundred four five six", "+447700900456"),
        ("en", "zero seven seven double zero nine double zero five five one", "+447700900551"),
        ("de", "null eins sieben eins neunhundert eins zwei drei vier", "+491719001234"),
        ("es", "seiscientos doce trescientos cuarenta y cinco seiscientos setenta y ocho", "+34612345678"),
        ("es", "novecientos dos uno dos tres cuatro cinco seis", "+34902123456"),
        ("it", "tre quattro sette novecento uno due tre quattro", "+393479001234"),
        ("fr", "zéro six trente-neuf quatre-vingt-dix-huit douze trente-quatre", "+33639981234"),
    ],
)
def test_hundreds_may_be_spoken_in_a_phone_number(language: str, text: str, expected: str) -> None:
    assert values("phone", text, language) == [expected]


def test_the_day_of_an_appointment_is_no_booking_number() -> None:
    assert values("booking_number", "appointment 2026-12-03 at 9, booking 03-12-2026") == []
    assert named("appointment 20261203") == [("date", "20261203", "2026-12-03")]
    assert named("cita 03122026", "es") == [("date", "03122026", "2026-12-03")]


@pytest.mark.parametrize("announced", ["appointment number", "booking", "order", "ref"])
def test_eight_digits_that_a_word_announces_are_its_number(announced: str) -> None:
    assert named(f"{announced} 20261203") == [("booking_number", "20261203", "20261203")]


def test_a_number_that_has_its_word_leaves_the_phone_number_after_it_alone() -> None:
    assert [kind for kind, _, _ in named("order 20417 on 07700 900321")] == ["booking_number", "phone"]
