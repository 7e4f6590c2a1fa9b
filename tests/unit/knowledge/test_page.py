"""The page that a citation leads to."""

from datetime import date

import pytest

from contracts.errors import NotFound
from encoder.local import LocalEncoder
from knowledge.chunks import split
from knowledge.documents import read_document
from knowledge.engine import Scope
from knowledge.index import Content, build_index, load_index, save_index
from knowledge.page import cited_page
from knowledge.search import EmbeddedEngine
from tests.unit.aws import TENANT

SCOPE = Scope(today=date(2026, 11, 29), market="DE")
PAGE = b"""---
title: Charging
language: en
audience: customer
---
Welcome.

## At home
A wallbox charges in six hours. A socket takes a day.

1. Plug in.
2. Wait.

## On the road
| Where | Power |
|---|---|
| Motorway | 150 kW |
"""
ROWS = b"""question,answer,audience,markets,valid_until
How long?,Six hours.,customer,,
Any discount?,Ten percent.,agent,,
And in France?,Seven hours.,customer,FR,
Any offer?,Half price.,customer,,2026-10-31
And in Germany?,Five hours.,customer,DE|AT,
"""


@pytest.fixture(scope="module")
def engine(encoder: LocalEncoder, tmp_path_factory: pytest.TempPathFactory) -> EmbeddedEngine:
    """Two documents in an index file that was opened again."""
    passages = [
        *split(read_document("charging.md", PAGE)),
        *split(read_document("faq.csv", ROWS, None, b"{title: Questions, language: en, audience: customer}")),
    ]
    made = build_index(Content(passages, tenant=TENANT), encoder)
    archive = save_index(made, tmp_path_factory.mktemp("index"))
    return EmbeddedEngine(load_index(archive, encoder.name, TENANT))


def test_a_page_has_its_sections_in_order_as_plain_units(engine: EmbeddedEngine) -> None:
    page = cited_page(engine, "charging#at-home", SCOPE)
    assert (page.title, page.source, page.language) == ("Charging", "charging.md", "en")
    assert [(section.heading, section.passage) for section in page.sections] == [
        ("Charging", "charging#top"),
        ("At home", "charging#at-home"),
        ("On the road", "charging#on-the-road"),
    ]
    assert [(unit.kind, unit.text, unit.new_paragraph) for unit in page.sections[1].units] == [
        ("sentence", "A wallbox charges in six hours.", False),
        ("sentence", "A socket takes a day.", False),
        ("step", "1. Plug in.", True),
        ("step", "2. Wait.", False),
    ]
    assert [unit.text for unit in page.sections[2].units] == ["– Motorway – Power: 150 kW"]


def test_the_units_that_an_answer_quoted_are_marked_and_all_of_the_passage_without_a_quote(
    engine: EmbeddedEngine,
) -> None:
    def marked(quote: str) -> list[str]:
        page = cited_page(engine, "charging#at-home", SCOPE, quote)
        return [unit.text for section in page.sections for unit in section.units if unit.cited]

    assert marked("A socket takes a day.\n1. Plug in.") == ["A socket takes a day.", "1. Plug in."]
    assert marked("Welcome.") == []
    assert len(marked("")) == 4


def test_what_is_not_for_this_customer_is_no_part_of_the_page(engine: EmbeddedEngine) -> None:
    page = cited_page(engine, "faq.csv#how-long", SCOPE)
    assert [section.heading for section in page.sections] == ["How long?", "And in Germany?"]
    for_agents = cited_page(engine, "faq.csv#how-long", SCOPE.changed(audience="agent", market=None))
    assert [section.heading for section in for_agents.sections] == [
        "How long?",
        "Any discount?",
        "And in France?",
        "And in Germany?",
    ]


@pytest.mark.parametrize(
    "passage",
    [
        "faq.csv#any-discount",
        "faq.csv#and-in-france",
        "faq.csv#any-offer",
        "faq.csv#nothing",
        "charging",
        "",
        "#",
        "x#y",
    ],
)
def test_what_is_unknown_or_not_for_this_customer_is_not_found(engine: EmbeddedEngine, passage: str) -> None:
    with pytest.raises(NotFound):
        cited_page(engine, passage, SCOPE)
