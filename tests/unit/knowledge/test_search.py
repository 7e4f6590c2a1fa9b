"""Finding passages in an index."""

from datetime import date

import numpy as np
import pytest

from agents.knowledge import load
from contracts.findings.knowledge import KnowledgeFinding, Passage
from contracts.policy import PASSAGES_PER_TURN
from encoder.local import LocalEncoder
from knowledge.engine import Scope
from knowledge.index import Content, Index, build_index
from knowledge.library import FixedLibrary
from knowledge.passages import StoredPassage
from knowledge.search import EmbeddedEngine
from knowledge.units import passage_text, units_of
from tests.unit.aws import TENANT
from tests.unit.builders import task
from tests.unit.knowledge.judges import judge_of_all, judging

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def engine(index: Index) -> EmbeddedEngine:
    return EmbeddedEngine(index)


def search(
    engine: EmbeddedEngine, question: str, encoder: LocalEncoder, language: str = "en", most: int = PASSAGES_PER_TURN
) -> tuple[Passage, ...]:
    return engine.search(question, encoder.questions([question])[0], Scope(today=TODAY), most, language)


@pytest.mark.parametrize(
    ("language", "question", "source"),
    [
        ("en", "What does the red brake light mean?", "warning-lights/brake-system.md"),
        ("en", "a crimson lamp for the brakes is lit on my dashboard", "warning-lights/brake-system.md"),
        ("en", "how do I reset my password", "connected/app-account-and-pairing.md"),
        ("en", "I cannot sign in to the app any more, what was my password", "connected/app-account-and-pairing.md"),
        ("en", "how many hours until the Kite is full from a wallbox", "charging/charging-times.md"),
        ("en", "is the high-voltage battery under warranty", "warranty/high-voltage-battery-warranty.md"),
        ("en", "do I get a loan car during the repair", "dealer/loan-car.md"),
        ("de", "Wie lange lädt der Kite an der Wallbox?", "charging/charging-times.md"),
        ("de", "Was bedeutet die rote Bremsleuchte?", "warning-lights/brake-system.md"),
        ("de", "Ich habe mein Passwort für die App vergessen", "connected/app-account-and-pairing.md"),
        ("es", "¿Cuánto tarda el Kite en cargar en casa?", "charging/charging-times.md"),
    ],
)
def test_the_right_page_is_found_also_in_other_words_and_languages(
    index: Index, encoder: LocalEncoder, language: str, question: str, source: str
) -> None:
    assert search(EmbeddedEngine(index, judging(judge_of_all())), question, encoder, language)[0].source == source


@pytest.mark.parametrize(
    ("language", "question", "source"),
    [
        ("en", "What does the red brake light mean?", "warning-lights/brake-system.md"),
        ("en", "I cannot sign in to the app any more, what was my password", "connected/app-account-and-pairing.md"),
        ("de", "Wie lange lädt der Kite an der Wallbox?", "charging/charging-times.md"),
        ("es", "¿Cuánto tarda el Kite en cargar en casa?", "charging/charging-times.md"),
    ],
)
def test_a_page_that_answers_is_found_to_answer_in_one_language_and_across(
    engine: EmbeddedEngine, encoder: LocalEncoder, language: str, question: str, source: str
) -> None:
    assert search(engine, question, encoder, language)[0].source == source


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "What is the capital of Australia?"),
        ("en", "tell me a joke about elephants"),
        ("en", "how do you say good morning in japanese"),
        ("en", "what's my horoscope for today"),
        ("de", "Was ist die Hauptstadt von Australien?"),
    ],
)
def test_nothing_is_found_for_an_unrelated_question(
    engine: EmbeddedEngine, encoder: LocalEncoder, language: str, question: str
) -> None:
    assert search(engine, question, encoder, language) == ()


def test_passages_come_best_first_and_no_more_than_asked_for(index: Index, encoder: LocalEncoder) -> None:
    engine = EmbeddedEngine(index, judging(judge_of_all()))
    question = "What does the red brake light mean?"
    found = search(engine, question, encoder)
    assert len(found) == PASSAGES_PER_TURN
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    assert search(engine, question, encoder, most=2) == found[:2]


def test_a_passage_can_be_cited(engine: EmbeddedEngine, encoder: LocalEncoder) -> None:
    question = "What does the red brake light mean?"
    best = search(engine, question, encoder)[0]
    original = next(p for p in engine.index.passages if p.id == best.id)
    assert (best.title, best.section, best.text) == (original.title, original.section, original.text)
    assert (best.models, best.page) == (original.models, None)
    assert best.section == question
    assert 0.8 < best.similarity <= 1.0


def test_a_long_passage_says_which_of_its_parts_is_most_like_the_question(encoder: LocalEncoder) -> None:
    filling = "The tow bar is made of steel and painted black. It carries the number of its approval. "
    text = f"{filling * 3}A bicycle rack may weigh 75 kg at most. {filling * 3}".strip()
    engine = engine_over(encoder, stored("rack", text), stored("short", "The bar is black."))
    found = {one.id: one.best_part for one in search(engine, "how heavy may a bike carrier be?", encoder)}
    assert "A bicycle rack may weigh 75 kg at most." in found["rack"]
    assert found["rack"] in text
    assert found["short"] == ""


def test_of_passages_that_mean_the_same_the_one_that_shares_the_words_comes_first(
    engine: EmbeddedEngine, encoder: LocalEncoder
) -> None:
    vector = encoder.questions(["anything"])[0]
    same = np.tile(vector, (len(engine.index.passages), 1))
    alike = EmbeddedEngine(engine.index._replace(vectors=same), judging(judge_of_all()))
    for words, section in (
        ("invite guests", "Can my family use the app too?"),
        ("DOT 4 fluid", "Can I top up the brake fluid myself?"),
    ):
        assert alike.search(words, vector, Scope(today=TODAY), 1, "en")[0].section == section


def stored(name: str, text: str = "Lower the tow bar with the switch in the boot.", **fields: object) -> StoredPassage:
    values = {
        "id": name,
        "title": "Towing",
        "section": "Tow bar",
        "source": f"{name}.md",
        "language": "en",
    }
    said = passage_text(units_of("text", text))._asdict()
    return StoredPassage.model_validate({"models": ()} | said | values | fields)


def engine_over(encoder: LocalEncoder, *passages: StoredPassage) -> EmbeddedEngine:
    return EmbeddedEngine(build_index(Content(passages), encoder), judging(judge_of_all()))


def found_in(engine: EmbeddedEngine, encoder: LocalEncoder, **scope: object) -> set[str]:
    asked = "How do I lower the tow bar?"
    wanted = Scope.model_validate({"today": TODAY} | scope)
    return {found.id for found in engine.search(asked, encoder.questions([asked])[0], wanted, 10, "en")}


@pytest.mark.parametrize(
    ("fields", "scope", "fits"),
    [
        ({"models": ["Kite"]}, {"models": ["kite"]}, True),
        ({"models": ["Kite", "Tern"]}, {"models": ["Tern"]}, True),
        ({"models": ["Kite"]}, {"models": ["Tern"]}, False),
        ({"models": ["Kite"]}, {"models": ["Tern", "Kite"]}, True),
        ({"models": ["Kite"]}, {}, True),
        ({"year_from": 2024}, {"year": 2023}, False),
        ({"year_from": 2024}, {"year": 2024}, True),
        ({"year_to": 2024}, {"year": 2025}, False),
        ({"year_to": 2024}, {}, True),
        ({"markets": ["DE", "AT"]}, {"market": "AT"}, True),
        ({"markets": ["DE"]}, {"market": "FR"}, False),
        ({"markets": ["DE"]}, {}, True),
        ({"valid_from": "2026-11-22"}, {}, False),
        ({"valid_from": "2026-11-21"}, {}, True),
        ({"valid_until": "2026-11-20"}, {}, False),
        ({"valid_until": "2026-11-21"}, {}, True),
        ({"audience": "agent"}, {}, False),
        ({"audience": "agent"}, {"audience": "agent"}, True),
        ({"language": "de"}, {"languages": ["en", "fr"]}, False),
        ({"language": "de"}, {"languages": ["en", "de"]}, True),
    ],
)
def test_only_passages_in_scope_are_found_and_those_that_leave_it_open_always(
    encoder: LocalEncoder, fields: dict[str, object], scope: dict[str, object], *, fits: bool
) -> None:
    engine = engine_over(encoder, stored("bound", "Press the switch to lower the tow bar.", **fields), stored("open"))
    open_found = {} if scope.get("languages") == ["en", "de"] else {"open"}
    assert found_in(engine, encoder, **scope) >= set(open_found)
    assert ("bound" in found_in(engine, encoder, **scope)) is fits


def test_where_nothing_is_in_scope_or_nothing_is_indexed_nothing_is_found(encoder: LocalEncoder) -> None:
    assert found_in(engine_over(encoder), encoder) == set()
    assert found_in(engine_over(encoder, stored("a", valid_until="2026-01-01")), encoder) == set()


def test_a_passage_that_says_what_a_better_one_says_gives_its_place_to_another(encoder: LocalEncoder) -> None:
    one, same = stored("one"), stored("same", section="Using the tow bar", valid_from="2026-01-01")
    other = stored("other", "The tow bar carries 75 kg.")
    assert found_in(engine_over(encoder, one, same, other), encoder) == {"one", "other"}
    own = stored("own", models=["Tern"])
    assert found_in(engine_over(encoder, one, own), encoder) == {"one", "own"}


def test_the_agent_names_the_index_it_searched(index: Index, encoder: LocalEncoder) -> None:
    finding = load(encoder, FixedLibrary(index))(task("What does the red brake light mean?"))
    assert isinstance(finding, KnowledgeFinding)
    assert finding.index_version == index.manifest.version
    assert finding.passages[0].source == "warning-lights/brake-system.md"
    assert finding.models == ()


def test_a_question_that_names_a_model_finds_nothing_about_another(encoder: LocalEncoder) -> None:
    kite, tern = stored("kite", models=["Kite"]), stored("tern", "Pull the lever to lower it.", models=["Tern"])
    agent = load(encoder, FixedLibrary(build_index(Content((kite, tern), tenant=TENANT), encoder)))
    finding = agent(task("How do I lower the tow bar of the Tern?"))
    assert isinstance(finding, KnowledgeFinding)
    assert finding.models == ("tern",)
    assert [passage.id for passage in finding.passages] == ["tern"]


def test_a_task_of_a_tenant_without_documents_finds_nothing(index: Index, encoder: LocalEncoder) -> None:
    agent, asked = load(encoder, FixedLibrary(index)), "What does the red brake light mean?"
    assert agent(task(asked, tenant="harbour")) == KnowledgeFinding(passages=())
    assert agent(task(asked)) != KnowledgeFinding(passages=())
