"""A fact belongs to what our texts say it of. All sentences here are synthetic: no model wrote them."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from agents.__main__ import DOCUMENTS
from agents.response.grounding.evidence import Evidence, Text
from agents.response.grounding.subject import of_another
from knowledge.chunks import split
from knowledge.documents import read_document
from tests.unit.agents.response.grounding.evidence import MODELS, judged

ROWS = "– Kite – Normal load: 2.6 bar; Full load: 2.7 bar\n– Tern – Normal load: 2.4 bar\nThe cap takes 5 minutes."
HOURS, PRESSURES = "dealer/opening-hours-and-sites.md", "handbook/tyres-and-pressures.md"
COSTS, WARRANTY = "service-plan/service-costs-and-plan.md", "warranty/vehicle-warranty.md"
CHARGING = "charging/charging-times.md"


def page(path: str) -> Evidence:
    """A page of the demo."""
    passages = split(read_document(path, Path(DOCUMENTS / path).read_bytes()))
    return Evidence(passages=dict(enumerate(map(Text.of, passages), 1)), names=MODELS)


def about(text: str, *evidence: str, records: Iterable[str] = ()) -> list[str]:
    """Of what else these passages say the facts of a sentence."""
    passages = {number: Text(text=one, language="en") for number, one in enumerate(evidence, 1)}
    known = Evidence(passages=passages, records=tuple(Text(text=one, language="en") for one in records), names=MODELS)
    return list(of_another(Text(text=text, language="en"), known))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Tern has 2.6 bar.", ["other_model"]),
        ("The Tern takes 2.7 bar with full load.", ["other_model"]),
        ("The Kite has 2.6 bar.", []),
        ("Kite and Tern have 2.6 and 2.4 bar.", []),
        ("The Kite has 2.4 bar and the Tern 2.6 bar.", ["other_model", "other_model"]),
        ("It has 2.6 bar.", []),
        ("The Tern's cap takes 5 minutes.", []),
        ("Golf: 2.6 bar", ["other_model"]),
        ("With full load the Kite has 2.6 bar.", ["other_subject"]),
    ],
)
def test_a_number_of_another_model_or_column_is_found(text: str, expected: list[str]) -> None:
    assert about(text, ROWS) == expected


FALSE = [
    (HOURS, "en", "On Sunday we are open from 7:30 to 18:00."),
    (HOURS, "en", "On Saturdays the service is open until 18:00."),
    (HOURS, "en", "The service is open from 7:30 to 18:00 Monday to Saturday."),
    (HOURS, "en", "Sales are open on Saturday until 13:00."),
    (f"de/{HOURS}", "de", "Am Sonntag haben wir von 7:30 bis 18:00 Uhr geöffnet."),
    (f"es/{HOURS}", "es", "El domingo abrimos de 7:30 a 18:00."),
    (f"fr/{HOURS}", "fr", "Le dimanche, nous sommes ouverts de 7 h 30 à 18 h."),
    (HOURS, "it", "La domenica siamo aperti dalle 7:30 alle 18:00."),
    (PRESSURES, "en", "The Heron's tyres take 2.4 bar."),
    (PRESSURES, "en", "Under full load the Kite takes 2.6 bar in front."),
    (PRESSURES, "de", "Der Heron braucht 2,4 bar."),
    (f"es/{PRESSURES}", "es", "El Heron necesita 2,4 bar."),
    (f"fr/{PRESSURES}", "fr", "La Heron demande 2,4 bar."),
    (PRESSURES, "it", "La Heron richiede 2,4 bar."),
    (COSTS, "en", "The standard service for the Kite costs €289."),
    (COSTS, "en", "Spark plugs cost €79."),
    (WARRANTY, "en", "The high-voltage battery is covered for 3 years or 100,000 km."),
    (f"de/{WARRANTY}", "de", "Der Lack hat 12 Jahre Garantie."),
    ("es/dealer/loan-car.md", "es", "El coche de sustitución cuesta 0 € durante un mantenimiento."),
]
TRUE = [
    (HOURS, "en", "On Saturdays we are open until 13:00."),
    (HOURS, "en", "On Wednesdays the service is open from 7:30 to 18:00."),
    (HOURS, "en", "Sales are open until 17:00 on Saturdays."),
    (f"de/{HOURS}", "de", "Samstags haben wir bis 13 Uhr geöffnet."),
    (f"de/{HOURS}", "de", "Am Mittwoch ist die Werkstatt bis 18 Uhr offen."),
    (f"es/{HOURS}", "es", "Los sábados abrimos hasta las 13:00."),
    (f"fr/{HOURS}", "fr", "Le samedi, nous sommes ouverts jusqu'à 13 h."),
    (HOURS, "it", "Il sabato siamo aperti fino alle 13:00."),
    (PRESSURES, "en", "The Kite takes 2.6 bar in front."),
    (PRESSURES, "en", "With a full load the Heron needs 2.5 bar in front and 2.8 bar at the rear."),
    (PRESSURES, "en", "Normally the Heron needs 2.3 bar in front; fully loaded it is 2.5 bar."),
    (PRESSURES, "de", "Der Tern braucht vorn 2,4 bar."),
    (f"es/{PRESSURES}", "es", "El Tern necesita 2,4 bar delante."),
    (f"fr/{PRESSURES}", "fr", "La Kite demande 2,6 bar à l'avant."),
    (PRESSURES, "it", "La Tern richiede 2,4 bar davanti."),
    (COSTS, "en", "The Kite's main service is €289."),
    (COSTS, "en", "A standard service costs €195 for the Kite and €245 for the Tern."),
    (COSTS, "de", "Der große Service kostet beim Kite 289 €."),
    ("service-plan/service-intervals.md", "en", "Tern – Time: every 12 months"),
    (CHARGING, "en", "At an 11 kW wallbox the Kite is full after 6 hours."),
    (WARRANTY, "en", "The high-voltage battery is covered for 8 years or 160,000 km."),
    (f"de/{WARRANTY}", "de", "Auf die Hochvoltbatterie gibt es 8 Jahre Garantie."),
    ("es/dealer/loan-car.md", "es", "El coche de sustitución cuesta 29 € al día durante un mantenimiento."),
]


@pytest.mark.parametrize(("path", "language", "sentence"), FALSE)
def test_the_fact_of_another_day_model_column_or_service_is_not_kept(path: str, language: str, sentence: str) -> None:
    outcome, reasons = judged(sentence, language, page(path))
    assert outcome != "kept"
    assert any(reason.startswith("other_") for reason in reasons)


@pytest.mark.parametrize(("path", "language", "sentence"), TRUE)
def test_what_a_page_says_of_the_same_is_kept_in_other_words_too(path: str, language: str, sentence: str) -> None:
    assert judged(sentence, language, page(path)) == ("kept", ())


def test_a_bare_number_vouches_for_one_with_a_unit_only_where_that_is_named_beside_it_or_above() -> None:
    change = "Change the brake fluid every 4 years."
    fluid = "Only DOT 4 brake fluid may be used. Change the brake fluid every 2 years."
    named = "Only DOT 4 brake fluid may be used and it is changed after years."
    table = "– Brake fluid – Interval (years): 4; Price: €79"
    below = "Intervals in years:\n– Brake fluid – Tern: 4"
    for text, kept in ((fluid, False), (named, False), (table, True), (below, True)):
        known = Evidence(passages={1: Text(text=text, language="en")})
        assert (judged(change, "en", known)[0] == "kept") is kept, text


def test_another_passage_may_know_better_and_a_record_is_no_worse_for_it() -> None:
    small, large = "The small service costs €149.", "The large service costs €189."
    assert about("The small service costs €189.", large) == []
    assert about("The small service costs €189.", large, small) == ["other_subject"]
    assert about("The small service costs €189.", large, small, records=["Offer of €189."]) == []


def test_what_the_customer_names_tells_when_something_holds() -> None:
    passage = "The Kite's service is due every 30,000 km. The Tern's service is due every 20,000 km."
    known = Evidence(
        passages={1: Text(text=passage, language="en")},
        message=Text(text="My Kite has 20,000 km.", language="en"),
        names=MODELS,
    )
    assert list(of_another(Text(text="At 20,000 km your Kite needs no service.", language="en"), known)) == []
    assert list(of_another(Text(text="The Kite's service is at 20,000 km.", language="en"), known)) == ["other_model"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The paint warranty lasts for life."),
        ("en", "There is a lifetime warranty on the vehicle."),
        ("de", "Auf den Lack gibt es lebenslang Garantie."),
        ("de", "Die Garantie auf das Fahrzeug gilt auf Lebenszeit."),
        ("es", "La garantía del vehículo es de por vida."),
        ("fr", "La garantie du véhicule est à vie."),
        ("it", "La garanzia del veicolo vale a vita."),
    ],
)
def test_what_lasts_without_an_end_has_to_be_said_so_by_a_source(language: str, sentence: str) -> None:
    folder = "" if language in {"en", "it"} else f"{language}/"
    assert "obligation" in judged(sentence, language, page(folder + WARRANTY))[1]
    told = Evidence(passages={1: Text(text=sentence, language=language)})
    assert "obligation" not in judged(sentence, language, told)[1]
