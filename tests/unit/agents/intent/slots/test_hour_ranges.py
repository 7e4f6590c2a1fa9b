"""Two hours that bound a stretch of the day, and two numbers that do not."""

import pytest

from tests.unit.agents.intent.slots.cases import values


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "9 to 11 on Friday works for me", "09:00 11:00"),
        ("en", "you can come 5 to 6pm on Friday", "17:00 18:00"),
        ("en", "9-10am on Friday", "09:00 10:00"),
        ("en", "11 to 1pm please", "11:00 13:00"),
        ("en", "10-2 on Saturday suits us", "10:00 14:00"),
        ("en", "9 to 5 on Friday", "09:00 17:00"),
        ("en", "9 to 11", "09:00 11:00"),
        ("en", "from nine to eleven on Friday", "09:00 11:00"),
        ("en", "7 to 9 in the evening works", "19:00 21:00"),
        ("en", "Friday morning between 10 and 12", "10:00 12:00"),
        ("en", "I'm in from 9am until 1", "09:00 13:00"),
        ("en", "let's say Monday from 10 until noon", "10:00 12:00"),
        ("en", "noon to 2pm on Saturday", "12:00 14:00"),
        ("en", "10 to noon next Tuesday", "10:00 12:00"),
        ("fr", "9h-midi", "09:00 12:00"),
        ("en", "ring me 5 to 7 this evening", "17:00 19:00"),
        ("en", "I'm at home 10 to 4 on Thursday", "10:00 16:00"),
        ("en", "Saturday, 10 to 1 only", "10:00 13:00"),
        ("en", "half past 9 to 11 tomorrow", "09:30 11:00"),
        ("de", "9 bis 11 am Freitag passt", "09:00 11:00"),
        ("de", "Montag 9-11", "09:00 11:00"),
        ("de", "8.30 bis 10 Uhr", "08:30 10:00"),
        ("de", "von 2 bis 4 nachmittags", "14:00 16:00"),
        ("de", "zwischen halb 9 und 10", "08:30 10:00"),
        ("de", "kommen Sie 8 bis 10 Uhr", "08:00 10:00"),
        ("fr", "vendredi entre 14 et 16 heures", "14:00 16:00"),
        ("fr", "9-11h demain", "09:00 11:00"),
        ("fr", "vendredi de 9 à 11", "09:00 11:00"),
        ("fr", "je suis libre de 9 h à 11 h 30", "09:00 11:30"),
        ("fr", "de 5 à 6 h de l'après-midi", "17:00 18:00"),
        ("es", "el viernes de 9 a 11", "09:00 11:00"),
        ("es", "entre las 5 y las 7 de la tarde", "17:00 19:00"),
        ("es", "viernes 9-11", "09:00 11:00"),
        ("es", "puedo venir de 16 a 18h", "16:00 18:00"),
        ("it", "venerdì dalle 14 alle 16", "14:00 16:00"),
        ("it", "tra le 9 e le 11 di mattina", "09:00 11:00"),
        ("it", "lunedì 9-11", "09:00 11:00"),
        ("it", "dalle nove alle undici", "09:00 11:00"),
        ("it", "dalle 5 alle 7 stasera", "17:00 19:00"),
        ("en", "9.30-11 on Tuesday", "09:30 11:00"),
        ("de", "von 9 Uhr bis 11 Uhr 30", "09:00 11:30"),
        ("es", "entre las diez y las doce de la mañana", "10:00 12:00"),
    ],
)
def test_both_ends_of_a_stretch_of_the_day_are_read(language: str, text: str, expected: str) -> None:
    assert values("time", text, language) == expected.split()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "at 10 to 5 please", "16:50"),
        ("en", "ten to twelve on Saturday is fine", "11:50"),
        ("en", "at five to six", "17:55"),
        ("en", "at about 10 to 5 on Monday", "16:50"),
        ("en", "ten to four on Thursday", "15:50"),
        ("en", "7 minutes to 9", "08:53"),
    ],
)
def test_minutes_before_an_hour_are_one_time(language: str, text: str, expected: str) -> None:
    assert values("time", text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "it takes 2 to 3 hours, 8 to 10 weeks, 9 to 11 euros"),
        ("en", "my Saab 9-3 on Friday"),
        ("en", "it drops from 12 to 11 volts, seats 5 to 7 people"),
        ("en", "page 9-11 of the manual, tomorrow"),
        ("en", "it shifts from 2 to 3 badly"),
        ("en", "I have 2 to 3 options on Friday"),
        ("en", "house number 10-12 High Street"),
        ("en", "price from 10 to 12 thousand on Friday"),
        ("de", "das dauert 2 bis 3 Stunden, kostet 9 bis 11 Euro"),
        ("de", "Golf 7-8 am Freitag, Hausnummer 9-11 in Köln"),
        ("de", "zwischen 5 und 10 Prozent, 3-4 Werktage"),
        ("fr", "ça prend 2 à 3 heures, coûte 9 à 11 euros"),
        ("fr", "de 5 à 7 places, le 9-11 rue de Lyon, de 2 à 3 bars"),
        ("es", "tarda de 2 a 3 horas, cuesta de 9 a 11 euros, de 5 a 7 plazas"),
        ("it", "ci vogliono 2-3 ore, costa da 9 a 11 euro, da 4 a 5 litri"),
    ],
)
def test_two_numbers_that_count_or_measure_are_no_hours(language: str, text: str) -> None:
    assert values("time", text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "mardi 3 à 9h30"),
        ("fr", "le 18 à 9h30"),
        ("es", "tengo cita el 18 a las 9:30"),
        ("es", "el lunes 3 a las 9:30"),
        ("it", "appuntamento martedì 18 alle 9:30"),
        ("it", "il 3 alle 9:30"),
    ],
)
def test_a_day_and_its_hour_are_no_stretch(language: str, text: str) -> None:
    assert values("time", text, language) == ["09:30"]
    assert len(values("date", text, language)) == 1
