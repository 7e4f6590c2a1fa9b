"""Which of the demo's pages customers of each language find. Its vectors are kept, so only questions are encoded."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np
import pytest

from agents import knowledge
from contracts.findings.knowledge import KnowledgeFinding
from contracts.turn import AgentTask
from encoder.local import LocalEncoder
from encoder.protocol import Encoder, Matrix
from encoder.vector_cache import KeptPassages, file_name
from infra.local.demo import DEMO
from knowledge.chunks import split
from knowledge.commands import build, open_index
from knowledge.engine import Scope
from knowledge.library import FixedLibrary
from knowledge.models import of_any_model
from knowledge.search import EmbeddedEngine
from languages.phrases import phrases_in
from tests.unit.knowledge.reading import documents_below

FOLDERS: Final = ("de/", "fr/", "es/")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, encoder: LocalEncoder) -> EmbeddedEngine:
    archive = build(DEMO / "knowledge", tmp_path_factory.mktemp("index"), encoder=encoder)
    return EmbeddedEngine(open_index(archive, encoder))


def sources(engine: EmbeddedEngine, encoder: LocalEncoder, question: str, language: str) -> list[str]:
    """The pages that are found, likeliest first, however sure it is that they answer."""
    scope = Scope(today=date(2026, 11, 29), least=0.0)
    vector = encoder.questions([of_any_model(question, engine.models)])[0]
    found = engine.search(question, vector, scope, 3, language)
    return [passage.source for passage in found]


@pytest.mark.parametrize(
    ("language", "question", "page"),
    [
        ("de", "Wann haben Sie samstags geöffnet?", "dealer/opening-hours-and-sites.md"),
        ("de", "Was deckt die Garantie ab?", "warranty/vehicle-warranty.md"),
        ("de", "Wie lange lädt der Kite an der Wallbox?", "charging/charging-times.md"),
        ("fr", "Quels sont vos horaires le samedi ?", "dealer/opening-hours-and-sites.md"),
        ("fr", "La voiture ne reconnaît pas la clé", "handbook/keys-and-locks.md"),
        ("fr", "Quelle pression pour les pneus de la Heron ?", "handbook/tyres-and-pressures.md"),
        ("es", "¿Cómo pongo una reclamación?", "dealer/complaints.md"),
        ("es", "¿Cuánto cuesta el coche de sustitución?", "dealer/loan-car.md"),
        ("es", "He olvidado la contraseña de la app", "connected/app-account-and-pairing.md"),
    ],
)
def test_a_translated_page_answers_in_the_language_of_the_question_and_its_original_is_not_quoted_beside_it(
    engine: EmbeddedEngine, encoder: LocalEncoder, language: str, question: str, page: str
) -> None:
    found = sources(engine, encoder, question, language)
    assert found[0] == f"{language}/{page}"
    assert page not in found


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("de", "Wie verbinde ich mein Handy per Bluetooth?"),
        ("fr", "Comment mettre à jour le logiciel de la voiture ?"),
        ("fr", "Ma voiture a-t-elle besoin d'AdBlue ?"),
        ("es", "¿Cómo monto la silla infantil con Isofix?"),
    ],
)
def test_a_question_about_a_page_that_is_not_translated_is_answered_as_if_no_page_were(
    engine: EmbeddedEngine, encoder: LocalEncoder, language: str, question: str
) -> None:
    found, without_translations = (sources(engine, encoder, question, one)[0] for one in (language, "it"))
    assert found == without_translations


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("de", "Was bedeutet die Airbagleuchte?"),
        ("fr", "Que signifie le voyant d'airbag ?"),
        ("es", "¿Qué significa el testigo del airbag?"),
    ],
)
def test_a_light_whose_page_is_not_translated_is_not_answered_by_the_page_of_another_light(
    engine: EmbeddedEngine, encoder: LocalEncoder, language: str, question: str
) -> None:
    found = knowledge.load(encoder, FixedLibrary(engine.index))(AgentTask(text=question, language=language))
    assert isinstance(found, KnowledgeFinding)
    assert {passage.source for passage in found.passages} == {"warning-lights/airbag.md"}


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "When are you open on Saturday?"),
        ("en", "What does the red brake light mean?"),
        ("it", "Quanto tempo ci vuole per ricaricare la Kite?"),
    ],
)
def test_customers_of_other_languages_find_no_translation(
    engine: EmbeddedEngine, encoder: LocalEncoder, language: str, question: str
) -> None:
    found = sources(engine, encoder, question, language)
    assert found
    assert not [source for source in found if source.startswith(FOLDERS)]


@pytest.mark.parametrize(
    ("language", "button"),
    [
        ("en", "Charging my car"),
        ("de", "Mein Auto laden"),
        ("fr", "Recharger ma voiture"),
        ("es", "Cargar mi coche"),
        ("it", "Ricaricare la mia auto"),
    ],
)
def test_the_button_about_charging_is_answered(
    engine: EmbeddedEngine, encoder: LocalEncoder, language: str, button: str
) -> None:
    assert button in phrases_in(language)[1].intents.values()
    found = knowledge.load(encoder, FixedLibrary(engine.index))(AgentTask(text=button, language=language))
    assert isinstance(found, KnowledgeFinding)
    assert found.passages[0].section in (
        "How do I charge my car?",
        "Wie lade ich mein Auto?",
        "Comment recharger ma voiture ?",
        "¿Cómo cargo mi coche?",
    )


class Refusing:
    """An encoder that must not be asked for a passage."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self.questions = encoder.name, encoder.questions
        self.layers, self.layered = encoder.layers, encoder.layered

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Say what is missing."""
        raise AssertionError(f"not among the kept vectors: {texts[0]}")


def test_the_kept_vectors_are_those_of_every_passage_and_part_and_no_others(encoder: LocalEncoder) -> None:
    passages = [passage for document in documents_below(DEMO / "knowledge") for passage in split(document)]
    models = {model for passage in passages for model in passage.models}
    said = (text for passage in passages for text in (passage.searchable(), *passage.part_texts()))
    texts = {of_any_model(text, models) for text in said}
    path = DEMO / f"knowledge.{file_name(encoder)}"
    KeptPassages(Refusing(encoder), path, add=False).passages(sorted(texts))
    with np.load(path) as kept:
        assert len(kept["keys"]) == len(texts)
