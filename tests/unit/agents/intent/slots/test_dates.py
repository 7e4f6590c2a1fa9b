"""Days: what a form means from different days on, and what is none."""

from datetime import date

import pytest

from tests.unit.agents.intent.slots.cases import values

WEDNESDAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("on Saturday", "en", "2026-11-28"),
        ("next Friday", "en", "2026-11-27"),
        ("Friday next week", "en", "2026-11-27"),
        ("this weekend", "en", "2026-11-21"),
        ("the coming weekend", "en", "2026-11-28"),
        ("by the end of the week", "en", "2026-11-27"),
        ("a week tomorrow", "en", "2026-11-29"),
        ("in a fortnight", "en", "2026-12-05"),
        ("in 3 months", "en", "2027-02-21"),
        ("on 21 November", "en", "2026-11-21"),
        ("Tuesday the 24th", "en", "2026-11-24"),
        ("the 3rd of next month", "en", "2026-12-03"),
        ("Would the 30th be ok?", "en", "2026-11-30"),
        ("am Freitagnachmittag", "de", "2026-11-27"),
        ("übernächsten Montag", "de", "2026-11-30"),
        ("nächste Woche Mittwoch", "de", "2026-11-25"),
        ("letzten Montag", "de", "2026-11-16"),
        ("bis Freitag, 27.11.", "de", "2026-11-27"),
        ("uebermorgen", "de", "2026-11-23"),
        ("le lundi 7", "fr", "2026-12-07"),
        ("demain en huit", "fr", "2026-11-29"),
        ("mercredi de la semaine prochaine", "fr", "2026-11-25"),
        ("el martes pasado", "es", "2026-11-17"),
        ("a finales de mes", "es", "2026-11-30"),
        ("2026-12-01", "es", "2026-12-01"),
        ("Mon 9-11", "en", "2026-11-23"),
        ("Di 14-16 Uhr", "de", "2026-11-24"),
        ("alle 9 di venerdì", "it", "2026-11-27"),
    ],
)
def test_a_form_of_words_means_one_day(text: str, language: str, expected: str) -> None:
    assert values("date", text, language) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Wednesday", "2026-11-25"),
        ("Friday", "2026-11-20"),
        ("Friday next week", "2026-11-27"),
        ("this weekend", "2026-11-21"),
        ("end of next month", "2026-12-31"),
        ("29 February", "2028-02-29"),
    ],
)
def test_the_same_words_mean_another_day_in_the_middle_of_a_week(text: str, expected: str) -> None:
    assert values("date", text, today=WEDNESDAY) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12/05/2027", "2027-05-12"),
        ("05/25/2027", "2027-05-25"),
        ("on 3/4", "2027-04-03"),
        ("2027/04/03", "2027-04-03"),
        ("12.05.27", "2027-05-12"),
    ],
)
def test_the_day_stands_before_the_month_unless_that_is_no_date(text: str, expected: str) -> None:
    assert values("date", text) == [expected]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("I brought it in on 3 May", "en", "2026-05-03"),
        ("I brought it in on Monday, can I have it back on Friday?", "en", "2026-11-16 2026-11-27"),
        ("I was wondering whether 3 May is free", "en", "2027-05-03"),
        ("seit Montag quietscht es", "de", "2026-11-16"),
        ("depuis le 3 mai", "fr", "2026-05-03"),
        ("lo llevé el 3 de mayo", "es", "2026-05-03"),
        ("quiero que lo lleven el 3 de mayo", "es", "2027-05-03"),
    ],
)
def test_a_day_without_a_year_lies_ahead_unless_the_sentence_looks_back(
    text: str, language: str, expected: str
) -> None:
    assert values("date", text, language) == expected.split()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("open Monday to Friday, 24/7", "en"),
        ("every Tuesday, on Tuesdays", "en"),
        ("the Model 3 may need it, they march on", "en"),
        ("the second or third time, in May", "en"),
        ("next week or next month", "en"),
        ("31/02/2027, 9.30-11, 3/12-26", "en"),
        ("I sat 9 hours", "en"),
        ("so 9 Uhr", "de"),
        ("di venerdì", "it"),
        ("software version 17.4.12", "en"),
        ("Guten Morgen, am Morgen ruckelt er", "de"),
        ("Herr Mai, zum dritten Mal, 2.0 TDI", "de"),
        ("mardi gras, le 2 portes, le 308, appelez le 15", "fr"),
        ("por la mañana, todos los martes, el diez por ciento, del 10 al 80", "es"),
    ],
)
def test_what_only_looks_like_a_day_is_none(text: str, language: str) -> None:
    assert values("date", text, language) == []


def test_a_day_can_be_moved_from_one_weekday_to_another() -> None:
    assert values("date", "move it from Monday to Friday") == ["2026-11-23", "2026-11-27"]
    assert values("date", "von Dienstag auf Donnerstag verschieben", "de") == ["2026-11-24", "2026-11-26"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("from 22 to 24 May", "en", "2027-05-22 2027-05-24"),
        ("vom 22. bis 24. Mai", "de", "2027-05-22 2027-05-24"),
        ("du 3 au 7 juin", "fr", "2027-06-03 2027-06-07"),
        ("del 3 al 7 de junio", "es", "2027-06-03 2027-06-07"),
    ],
)
def test_the_first_day_of_a_stretch_lies_in_the_month_that_is_named_after_the_second(
    text: str, language: str, expected: str
) -> None:
    assert values("date", text, language) == expected.split()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "the first Monday in January suits me", "2027-01-04"),
        ("en", "the third Thursday of next month", "2026-12-17"),
        ("en", "the last Friday of the month", "2026-11-27"),
        ("en", "first Monday of February 2027", "2027-02-01"),
        ("en", "first Tuesday of the month", "2026-12-01"),
        ("en", "last Friday in October it broke down", "2026-10-30"),
        ("de", "am zweiten Dienstag im Dezember", "2026-12-08"),
        ("de", "am letzten Freitag des Monats", "2026-11-27"),
        ("de", "dritten Donnerstag nächsten Monats", "2026-12-17"),
        ("fr", "le premier lundi de janvier", "2027-01-04"),
        ("fr", "le dernier vendredi du mois", "2026-11-27"),
        ("fr", "le 2e mardi de décembre", "2026-12-08"),
        ("es", "el primer lunes de enero", "2027-01-04"),
        ("es", "el último viernes de diciembre", "2026-12-25"),
        ("es", "el segundo sábado del mes que viene", "2026-12-12"),
        ("it", "il primo lunedì di gennaio", "2027-01-04"),
        ("it", "l'ultimo venerdì del mese", "2026-11-27"),
        ("it", "il terzo giovedì di aprile", "2027-04-15"),
    ],
)
def test_a_weekday_is_counted_in_its_month(language: str, text: str, expected: str) -> None:
    assert values("date", text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "every first Monday of the month"),
        ("de", "jeden ersten Montag im Monat"),
        ("fr", "chaque premier lundi du mois"),
    ],
)
def test_such_a_weekday_of_every_month_is_none(language: str, text: str) -> None:
    assert values("date", text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Erstzulassung 12.03.99", "1999-03-12"),
        ("de", "gekauft am 3. März 25", "2025-03-03"),
        ("de", "TÜV bis 12.03.28", "2028-03-12"),
        ("en", "I bought it on 3 March 25", "2025-03-03"),
        ("en", "bought on 3rd of March '21", "2021-03-03"),
        ("en", "built on 03.04.87", "1987-04-03"),
        ("en", "warranty until 3 March 28", "2028-03-03"),
        ("fr", "je l'ai achetée le 7 juin 22", "2022-06-07"),
        ("fr", "première immatriculation 12/03/99", "1999-03-12"),
        ("es", "lo compré el 3 de marzo del 19", "2019-03-03"),
        ("es", "matriculado el 12/03/99", "1999-03-12"),
        ("it", "l'ho comprata il 7 giugno 22", "2022-06-07"),
        ("it", "immatricolata il 12/03/99", "1999-03-12"),
    ],
)
def test_a_year_of_two_digits_is_of_the_century_that_the_sentence_means(
    language: str, text: str, expected: str
) -> None:
    assert values("date", text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"), [("en", "on 3 March 10 am"), ("de", "am 3. März 10 Uhr"), ("fr", "le 3 mars 10h")]
)
def test_an_hour_after_a_day_is_no_year(language: str, text: str) -> None:
    assert values("date", text, language) == ["2027-03-03"]
    assert values("time", text, language) == ["10:00"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "it says 2026-12-03T09:30 in the calendar"),
        ("en", "2026-12-03T09:30:00Z"),
        ("en", "2026-12-03 09:30"),
        ("de", "Termin 20261203T0930"),
        ("fr", "rdv 2026-12-03T09:30"),
        ("es", "cita 2026-12-03T09:30"),
        ("it", "il 2026-12-03T09:30+01:00"),
        ("en", "appointment 2026-12-03,09:30"),
        ("de", "03.12.2026T09:30"),
    ],
)
def test_a_time_stamp_is_a_day_and_a_time(language: str, text: str) -> None:
    assert values("date", text, language) == ["2026-12-03"]
    assert values("time", text, language) == ["09:30"]


@pytest.mark.parametrize("text", ["20261203", "on 20261203", "03Dec2026", "3-Dec-26"])
def test_a_day_may_be_written_in_one_piece(text: str) -> None:
    assert values("date", text) == ["2026-12-03"]


def test_eight_digits_that_a_word_calls_a_number_are_no_day() -> None:
    assert values("date", "part no 20261203") == []
