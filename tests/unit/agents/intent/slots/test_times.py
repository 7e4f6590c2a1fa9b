"""Times of day, and numbers that are none."""

import pytest

from tests.unit.agents.intent.slots.cases import values


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("at 9", "en", "09:00"),
        ("around 4", "en", "16:00"),
        ("at 5 in the morning", "en", "05:00"),
        ("at 04:30", "en", "04:30"),
        ("at 4:30", "en", "16:30"),
        ("12am", "en", "00:00"),
        ("12 pm", "en", "12:00"),
        ("half nine", "en", "09:30"),
        ("quarter to one", "en", "12:45"),
        ("ten past eight", "en", "08:10"),
        ("5 o'clock", "en", "17:00"),
        ("tomorrow evening at 7", "en", "19:00"),
        ("1730 hrs", "en", "17:30"),
        ("between 9 and 11am", "en", "09:00 11:00"),
        ("halb neun", "de", "08:30"),
        ("fünf vor halb drei", "de", "14:25"),
        ("Viertel vor 9", "de", "08:45"),
        ("dreiviertel acht", "de", "07:45"),
        ("um acht Uhr dreißig", "de", "08:30"),
        ("9-11 Uhr", "de", "09:00 11:00"),
        ("Freitagabend um 7", "de", "19:00"),
        ("morgen um 5", "de", "17:00"),
        ("9 heures moins le quart", "fr", "08:45"),
        ("à midi et demi", "fr", "12:30"),
        ("midi moins le quart", "fr", "11:45"),
        ("à 4h du matin", "fr", "04:00"),
        ("entre 14h et 16h30", "fr", "14:00 16:30"),
        ("a las diez menos cuarto", "es", "09:45"),
        ("a la una de la tarde", "es", "13:00"),
        ("mañana a las 5", "es", "17:00"),
        ("a las 21 horas", "es", "21:00"),
        ("a las 12 de la mañana", "es", "12:00"),
        ("a las 12 a. m.", "es", "00:00"),
        ("8 Uhr bis mittags", "de", "08:00"),
        ("9h vendredi matin ça me va", "fr", "09:00"),
    ],
)
def test_a_time_in_the_words_of_each_language(text: str, language: str, expected: str) -> None:
    assert values("time", text, language) == expected.split()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("at 60 mph, at 5 bar, after 3 attempts, around 4 weeks", "en"),
        ("charge from 20 to 80, between 20 and 30 mph", "en"),
        ("it lives at 4 Privet Road, screen 16:9, 25:10", "en"),
        ("one of two, no one, 24/7, after two and a half years", "en"),
        ("um 3 Euro, um 20 Prozent, nach 3 Wochen, zwischen 2 und 3 Liter, der 10. oder 11. geht", "de"),
        ("2h de route, pendant 3 heures, après-midi, ça fait une heure et demie, un essai de 24 heures", "fr"),
        ("las 4 ruedas, a las 2 semanas, tarda 8 horas, las 24 horas", "es"),
    ],
)
def test_a_number_that_counts_or_measures_is_no_time(text: str, language: str) -> None:
    assert values("time", text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "heute Nacht um 3 Uhr ging der Alarm los", "03:00"),
        ("de", "heute Nacht um 11", "23:00"),
        ("de", "um 3 Uhr nachts", "03:00"),
        ("de", "gestern Abend um 8", "20:00"),
        ("en", "tonight at 11", "23:00"),
        ("en", "last night at 8", "20:00"),
        ("en", "last night at 3 the alarm went off", "03:00"),
        ("en", "at 12 tonight", "00:00"),
        ("fr", "cette nuit à 3h", "03:00"),
        ("fr", "cette nuit à 11h", "23:00"),
        ("fr", "hier soir à 8h", "20:00"),
        ("es", "anoche a las 8", "20:00"),
        ("es", "anoche a las 3 saltó la alarma", "03:00"),
        ("es", "esta noche a las 10", "22:00"),
        ("es", "a las 12 de la noche", "00:00"),
        ("it", "stanotte alle 3", "03:00"),
        ("it", "ieri sera alle 8", "20:00"),
        ("it", "alle 11 di notte", "23:00"),
        ("de", "mitten in der Nacht, um 4 Uhr", "04:00"),
        ("es", "anoche, a las 9", "21:00"),
    ],
)
def test_at_night_the_small_hours_come_after_midnight(language: str, text: str, expected: str) -> None:
    assert values("time", text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "holen Sie mich um 8 ab", "08:00"),
        ("de", "um 8 holt mich meine Frau ab", "08:00"),
        ("de", "Treffen um 10 vor der Werkstatt", "10:00"),
        ("en", "at 10 my wife picks it up", "10:00"),
        ("en", "I'll be there at 9 with the keys", "09:00"),
        ("en", "at 7 someone will drop the keys", "07:00"),
        ("en", "at 9 Anna brings it", "09:00"),
        ("en", "collect it at 8 whatever the weather", "08:00"),
        ("de", "nachts um 2 piept der Wagen", "02:00"),
        ("de", "um 9 trifft mein Sohn ein", "09:00"),
        ("fr", "venez me chercher à 8", "08:00"),
        ("fr", "je viens à 9 demain matin", "09:00"),
        ("fr", "à 9 ma femme la récupère", "09:00"),
        ("es", "a las 8 viene mi mujer", "08:00"),
        ("es", "recójanme a las 8 en casa", "08:00"),
        ("it", "alle 8 viene mia moglie", "08:00"),
        ("it", "alle 7 esco di casa", "07:00"),
    ],
)
def test_a_bare_hour_is_read_where_something_happens_at_it(language: str, text: str, expected: str) -> None:
    assert values("time", text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "stuck at 12 percent, at 10 degrees, at 9 High Street, look at 2 cars"),
        ("en", "the battery is at 12 and falling, at 3 thousand revs"),
        ("en", "call me at 3 pounds a litre, I come by at 20 percent"),
        ("en", "pick it up at 4 Mill Road"),
        ("en", "look at 5 of them on Monday, the pressure may drop at 2 bar"),
        ("de", "der Termin ist um 2 wochen verschoben, um 3 Tage später passt es"),
        ("de", "um 8 Prozent gestiegen, um 5 Kilometer verschätzt, um 3 Punkte besser"),
        ("fr", "à 5 km d'ici, la jauge est à 8, une voiture à 5 portes, on vient à 4 personnes"),
        ("es", "las 4 puertas, a las 3 semanas, a las 8 plazas"),
        ("it", "alle 4 ruote, alle 3 porte"),
    ],
)
def test_a_bare_number_that_counts_measures_or_numbers_a_house_is_no_hour(language: str, text: str) -> None:
    assert values("time", text, language) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 7 this evening", "19:00"),
        ("9:15 this morning the light came on", "09:15"),
        ("half past 4 this afternoon", "16:30"),
        ("can you come at 7 or 8 this evening", "19:00 20:00"),
    ],
)
def test_a_day_that_names_its_part_leaves_the_hour_beside_it(text: str, expected: str) -> None:
    assert values("time", text, "en") == expected.split()
    assert len(values("date", text, "en")) == 1
