"""The translated pages of the demo say what the English ones say, as far as a program can tell."""

import re
from pathlib import Path
from typing import Final

import pytest

from knowledge.chunks import split
from knowledge.documents import Document
from tests.unit.knowledge.reading import documents_below

DEMO: Final = Path(__file__).parents[3] / "infra" / "demo" / "knowledge"
LANGUAGES: Final = ("de", "fr", "es")
PAGES: Final = {document.source: document for document in documents_below(DEMO)}
TRANSLATED: Final = sorted(
    (language, source) for source in PAGES for language in LANGUAGES if f"{language}/{source}" in PAGES
)

NUMBERS: Final = {
    "en": r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?",
    "de": r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?",
    "fr": r"\d{1,3}(?:\u202f\d{3})+|\d+(?:,\d+)?",
    "es": r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?",
}
SYMBOLS: Final = {unit: unit for unit in ("kWh", "kW", "km/h", "km", "mm", "m", "bar", "Nm", "°C", "V", "A", "%", "€")}
UNITS: Final = {
    "en": {"working day": "working days?", "day": "days?", "hour": "hours?", "minute": "minutes?", "second": "seconds?"}
    | {"night": "nights?", "week": "weeks?", "month": "months?", "year": "years?"},
    "de": {"working day": "Arbeitstagen?|Arbeitstage", "day": "Tagen?|Tag", "hour": "Stunden?", "minute": "Minuten?"}
    | {"second": "Sekunden?", "night": "Nächten?|Nächte", "week": "Wochen?", "month": "Monaten?|Monate"}
    | {"year": "Jahren?|Jahre?"},
    "fr": {"working day": "jours? ouvrés?", "day": "jours?", "hour": "heures?", "minute": "minutes?"}
    | {"second": "secondes?", "night": "nuits?", "week": "semaines?", "month": "mois"}
    | {"year": "(?:premières )?(?:ans?|années?)"},
    "es": {"working day": "días? laborables?", "day": "días?", "hour": "horas?", "minute": "minutos?"}
    | {"second": "segundos?", "night": "noches?", "week": "semanas?", "month": "mes(?:es)?"}
    | {"year": "(?:primeros )?años?"},
}
CLOCK: Final = {"fr": r"\b(\d{1,2}) h(?: (\d{2})\b)?(?!\w)"}
"""How a time of day is written where it is not 7:30."""


def facts(text: str, language: str) -> set[tuple[float, str]]:
    """Every number with its unit; without one the unit is empty. A time of day is in minutes since midnight."""
    found = set[tuple[float, str]]()

    def time(match: re.Match[str]) -> str:
        found.add((int(match[1]) * 60 + int(match[2] or 0), "clock"))
        return " "

    rest = re.sub(CLOCK.get(language, r"\b(\d{1,2}):(\d{2})\b"), time, text)
    units = UNITS[language] | SYMBOLS
    names = "|".join(f"(?P<u{place}>{words})" for place, words in enumerate(units.values()))
    pattern = rf"(?P<euro>€)?(?<![A-Za-z\d.,])(?P<number>{NUMBERS[language]})(?:[ \u00a0\u202f-]?(?:{names})(?!\w))?"
    for match in re.finditer(pattern, rest):
        unit = next((name for place, name in enumerate(units) if match[f"u{place}"]), "€" if match["euro"] else "")
        found.add((value(match["number"], language), unit))
    return found


def value(number: str, language: str) -> float:
    """A number as it is written in a language."""
    if language == "en":
        return float(number.replace(",", ""))
    return float(number.replace("\u202f", "").replace(".", "").replace(",", "."))


def sections(document: Document) -> list[str]:
    """The text below each heading, and the heading."""
    return re.split(r"^## ", document.text, flags=re.MULTILINE)[1:]


def shape(section: str) -> tuple[list[int], int]:
    """How many cells each row of the tables has, and how many steps are numbered."""
    rows = [line.count("|") for line in section.splitlines() if line.startswith("|")]
    return rows, len(re.findall(r"^\d+\. ", section, re.MULTILINE))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "€1,540 for 2.3 kW, 24-hour, 5th, CR2032", {(1540, "€"), (2.3, "kW"), (24, "hour"), (5, "")}),
        ("de", "1.540 € für 2,3 kW, 12-V-Batterie, am 5. jedes", {(1540, "€"), (2.3, "kW"), (12, "V"), (5, "")}),
        ("fr", "1\u202f540 € de 7 h 30 à 18 h, 2 heures", {(1540, "€"), (450, "clock"), (1080, "clock"), (2, "hour")}),
        ("es", "30.000 km, los 3 primeros años, 5 días laborables", {(30000, "km"), (3, "year"), (5, "working day")}),
        ("en", "07:30–18:00, 5 working days", {(450, "clock"), (1080, "clock"), (5, "working day")}),
    ],
)
def test_numbers_are_read_with_their_units(language: str, text: str, expected: set[tuple[float, str]]) -> None:
    assert facts(text, language) == expected


def test_the_same_pages_exist_in_each_language() -> None:
    pages = {language: {source for other, source in TRANSLATED if other == language} for language in LANGUAGES}
    assert pages["de"] == pages["fr"] == pages["es"]
    assert len(pages["de"]) >= 15


def test_each_page_in_a_languages_folder_translates_an_english_page() -> None:
    below = {source for source in PAGES if source.split("/")[0] in LANGUAGES}
    assert below == {f"{language}/{source}" for language, source in TRANSLATED}


@pytest.mark.parametrize(("language", "source"), TRANSLATED)
def test_a_translation_is_about_the_same_and_marked_as_demo(language: str, source: str) -> None:
    english, translated = PAGES[source].about, PAGES[f"{language}/{source}"].about
    assert (translated.language, translated.demo) == (language, True)
    fields = {"brand", "models", "audience", "markets", "year_from", "year_to", "valid_from", "valid_until"}
    assert translated.model_dump(include=fields) == english.model_dump(include=fields)


@pytest.mark.parametrize(("language", "source"), TRANSLATED)
def test_a_translation_has_the_same_sections_tables_and_steps(language: str, source: str) -> None:
    english, translated = PAGES[source], PAGES[f"{language}/{source}"]
    assert [shape(section) for section in sections(translated)] == [shape(section) for section in sections(english)]
    assert [passage.models for passage in split(translated)] == [passage.models for passage in split(english)]


@pytest.mark.parametrize(("language", "source"), TRANSLATED)
def test_a_translation_names_every_figure_of_the_english_section_and_no_other(language: str, source: str) -> None:
    english, translated = PAGES[source], PAGES[f"{language}/{source}"]
    for said, told in zip(sections(english), sections(translated), strict=True):
        expected, found = facts(said, "en"), facts(told, language)
        assert {fact for fact in expected if fact[1]} - found == set(), said
        assert {number for number, _ in expected} == {number for number, _ in found}, said
