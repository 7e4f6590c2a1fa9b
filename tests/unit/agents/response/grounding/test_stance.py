"""What must, may and must not be done is compared clause by clause."""

import pytest

from agents.response.grounding.evidence import Text
from agents.response.grounding.stance import clauses, contradiction, duties, warns

TWO_LIGHTS = "Rote Leuchte: Fahren Sie nicht weiter. Bei gelber Leuchte können Sie vorsichtig weiterfahren."
STAND_AGAINST = [
    ("en", "Do not drive on.", "You can drive on."),
    ("en", "Do not drive on.", "If the light is red you may safely drive on."),
    ("en", "Never tow the Kite on its front wheels.", "Tow the Kite on its front wheels."),
    ("en", "Avoid car washes with brushes.", "You may use car washes with brushes."),
    ("en", "The key works without the app.", "The key does not work without the app."),
    ("de", "Fahren Sie nicht weiter.", "Fahren Sie weiter."),
    ("de", "Der Heron hat keine Ladebuchse.", "Der Heron hat eine Ladebuchse."),
    ("de", "Öffnen Sie nie den Deckel bei heißem Motor.", "Öffnen Sie den Deckel bei heißem Motor."),
    ("de", "Rote Leuchte: Fahren Sie nicht weiter.", "Mit roter Leuchte können Sie langsam weiterfahren."),
    ("es", "No abra el capó con el motor caliente.", "Puede abrir el capó con el motor caliente."),
    ("es", "Nunca use un alargador.", "Use un alargador."),
    ("fr", "N'ouvrez pas le capot.", "Ouvrez le capot."),
    ("fr", "Ne lavez jamais la voiture au soleil.", "Lavez la voiture au soleil."),
    ("it", "Non apra il cofano.", "Apra il cofano."),
    ("it", "La Heron non ha una presa di ricarica.", "La Heron ha una presa di ricarica."),
]
GO_TOGETHER = [
    ("en", "Do not drive on.", "You must not drive on."),
    ("en", "Do not drive on; call for help.", "Call for help."),
    ("en", "The Heron never needs plugging in.", "The Heron does not need plugging in."),
    ("en", "Avoid car washes with brushes.", "Do not use car washes with brushes."),
    ("en", "It does not start without your consent.", "It starts with your consent."),
    ("en", "You can drive on carefully. Do not drive on if it is red.", "You can drive on carefully."),
    ("de", "Fahren Sie nicht weiter.", "Bitte fahren Sie nicht weiter."),
    ("de", TWO_LIGHTS, "Bei der gelben Leuchte können Sie vorsichtig weiterfahren."),
    ("de", "Der Heron hat keine Ladebuchse.", "Eine Ladebuchse hat der Heron nicht."),
    ("es", "Nunca use un alargador.", "No use un alargador."),
    ("fr", "Ne lavez jamais la voiture au soleil.", "Il ne faut pas laver la voiture au soleil."),
    ("it", "Non apra il cofano.", "Non bisogna aprire il cofano."),
]


def against(language: str, known: str, said: str) -> str | None:
    return contradiction(clauses(said, language), clauses(known, language))


@pytest.mark.parametrize(("language", "known", "said"), STAND_AGAINST)
def test_the_opposite_of_what_is_known_is_found(language: str, known: str, said: str) -> None:
    assert against(language, known, said) == "opposite"


@pytest.mark.parametrize(("language", "known", "said"), STAND_AGAINST[:1] + STAND_AGAINST[2:3])
def test_and_also_the_other_way_round(language: str, known: str, said: str) -> None:
    assert against(language, said, known) == "opposite"


@pytest.mark.parametrize(("language", "known", "said"), GO_TOGETHER)
def test_the_same_in_other_words_is_no_contradiction(language: str, known: str, said: str) -> None:
    assert against(language, known, said) is None


def test_a_permission_is_doubtful_where_the_same_is_permitted_and_denied() -> None:
    assert against("de", TWO_LIGHTS, "Mit roter Leuchte können Sie vorsichtig weiterfahren.") == "doubtful"


LIMITS = {
    "en": ("– Towing – Limit: no limit\n– Loan car – Limit: 3 days", "Towing", "no limit"),
    "de": ("– Abschleppen – Grenze: keine Grenze\n– Ersatzwagen – Grenze: 3 Tage", "Abschleppen", "keine Grenze"),
    "es": ("– Remolque – Límite: sin límite\n– Coche – Límite: 3 días", "Remolque", "sin límite"),
    "fr": ("– Remorquage – Limite: sans limite\n– Voiture – Limite: 3 jours", "Remorquage", "sans limite"),
    "it": ("– Traino – Limite: senza limite\n– Auto – Limite: 3 giorni", "Traino", "senza limite"),
}


@pytest.mark.parametrize("language", LIMITS)
def test_a_table_does_not_contradict_its_own_rows(language: str) -> None:
    table, label, cell = LIMITS[language]
    known = Text(text=table, language=language).clauses
    for said in (f"{label}: {cell}", f"{label} {cell}", f"{label} – {cell}", *table.split("\n")):
        assert contradiction(clauses(said, language), known) is None, said


def test_nothing_contradicts_what_is_about_something_else() -> None:
    assert against("en", "Do not drive on.", "The seats are heated quickly.") is None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "You must always wear the belt.", {"must", "always"}),
        ("en", "It may be opened only by a workshop.", {"only", "may"}),
        ("en", "Never touch it; you can safely wait.", {"never", "safely"}),
        ("en", "Check the oil.", set()),
        ("en", "It is filled for life.", {"lifelong"}),
        ("it", "Vale a vita.", {"lifelong"}),
        ("de", "Sie müssen nur immer warten.", {"must", "only", "always"}),
        ("de", "Das darf nie geschehen.", {"may", "never"}),
        ("es", "Siempre debe llevar el cinturón.", {"always", "must"}),
        ("fr", "Il faut toujours attendre.", {"must", "always"}),
        ("it", "Deve sempre attendere.", {"must", "always"}),
    ],
)
def test_words_of_duty_are_found(language: str, text: str, expected: set[str]) -> None:
    assert duties(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Do not drive on."),
        ("en", "Stop as soon as it is safe."),
        ("en", "An inflating airbag can kill a child."),
        ("en", "Smoke from a Kite means that everyone gets out at once."),
        ("en", "A broken-down Kite must be carried on a flatbed truck."),
        ("en", "Only trained technicians work on these parts."),
        ("en-GB", "Do not drive on."),
        ("de", "Fahren Sie nicht weiter."),
        ("de", "Halten Sie an, sobald es sicher möglich ist."),
        ("de", "Rufen Sie die 112, wenn jemand in Gefahr ist."),
        ("de", "Ein auslösender Airbag kann ein Kind töten."),
        ("es", "No siga conduciendo."),
        ("es", "Llame al 112 si hay heridos."),
        ("es", "Salga todo el mundo si ve humo."),
        ("fr", "Ne roulez plus."),
        ("fr", "Appelez le 112 si quelqu'un est blessé."),
        ("fr", "Arrêtez-vous si la fiche sent le brûlé."),
        ("it", "Non continui a guidare."),
        ("it", "Chiami il 112 se ci sono feriti."),
        ("it", "Un airbag che si apre può uccidere un bambino."),
    ],
)
def test_what_forbids_orders_or_names_harm_warns(language: str, text: str) -> None:
    assert warns(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Kite charges in 6 hours."),
        ("en", "Take photos and keep the invoice."),
        ("de", "Reifen gelten als kalt, wenn das Auto 3 Stunden gestanden hat oder gefahren wurde."),
        ("de", "Verbrennungsmotor und Getriebe gehören dazu."),
        ("es", "Toque Añadir coche y escriba el número."),
        ("fr", "Une carte coûte 10 € et arrive sous 5 jours."),
        ("it", "La Kite si ricarica in 6 ore."),
    ],
)
def test_what_tells_how_things_are_warns_of_nothing(language: str, text: str) -> None:
    assert not warns(text, language)
