"""What every engine does, whatever it is made of. Classes that inherit this say how to open one."""
# ruff: noqa: D102 - the names of tests are sentences

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any

import pytest

from contracts.findings.knowledge import Passage
from encoder.local import LocalEncoder
from encoder.protocol import Vector
from knowledge.engine import Engine, LastAnswer, Scope
from knowledge.index import Content, Index, build_index
from knowledge.passages import StoredPassage
from knowledge.policy import ANSWERS
from knowledge.units import passage_text, units_of
from tests.unit.aws import TENANT
from tests.unit.knowledge.judges import let_everything_answer

TODAY = date(2026, 11, 21)
Open = Callable[[Index], Engine]


def passage(name: str, text: str, **fields: Any) -> StoredPassage:
    """A synthetic passage."""
    described = {"title": name, "section": name, "source": f"{name}.md", "models": (), "language": "en"} | fields
    return StoredPassage(id=name, **passage_text(units_of("text", text))._asdict(), **described)


PASSAGES = (
    passage("brake", "The red brake light means that the brake fluid is low or the parking brake is on. Stop safely."),
    passage("bremse", "Leuchtet die rote Bremsleuchte, fehlt Bremsflüssigkeit. Halten Sie an.", language="de"),
    passage("frenos", "Si se enciende la luz roja de los frenos, falta líquido de frenos. Pare.", language="es"),
    passage("pairing", "To pair your phone by Bluetooth, open the settings of the car and choose Add a phone."),
    passage("kite-tyres", "Tyre pressure of the Kite: 2.5 bar at the front, 2.7 bar at the rear.", models=("Kite",)),
    passage("heron-tyres", "Tyre pressure of the Heron: 2.9 bar at the front, 3.1 bar behind.", models=("Heron",)),
    passage("old-oil", "Up to 2022 the engine takes oil 5W-30, changed every year.", year_to=2022),
    passage("new-oil", "From 2023 the engine takes oil 0W-20, changed every second year.", year_from=2023),
    passage("german-warranty", "In Germany the warranty lasts five years or 150,000 km.", markets=("DE",)),
    passage("french-warranty", "In France the warranty lasts three years or 100,000 km.", markets=("FR",)),
    passage(
        "goodwill", "Goodwill payments above 500 euro need the approval of the regional manager.", audience="agent"
    ),
    passage(
        "winter-offer", "Winter wheels cost 20 percent less until the end of October.", valid_until=date(2026, 10, 31)
    ),
    passage("spring-offer", "Summer wheels cost 15 percent less from March on.", valid_from=date(2027, 3, 1)),
)


TIMES = (
    passage("times#kite", "The Kite charges at an 11 kW wallbox in about 6 hours.", source="times.md"),
    passage("de/times#kite", "An einer Wallbox mit 11 kW lädt der Kite in rund 6 Stunden.", language="de"),
    passage("fr/times#kite", "La Kite se recharge en 6 heures environ sur une borne de 11 kW.", language="fr"),
    passage("times#tern", "The Tern charges at a 7.4 kW wallbox in about 3 hours.", source="times.md"),
)
"""A page and its translations, one of which lacks a section."""


@pytest.fixture(scope="session")
def small_index(encoder: LocalEncoder) -> Index:
    return build_index(Content(PASSAGES, tenant=TENANT), encoder)


class EngineBehaviour:
    """The tests. `open_engine` makes an engine over an index."""

    @pytest.fixture
    def engine(self, open_engine: Open, small_index: Index) -> Engine:
        return open_engine(small_index)

    @pytest.fixture
    def everything_answers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """For tests of what is found, whatever the judge makes of it."""
        let_everything_answer(monkeypatch)

    @pytest.mark.usefixtures("everything_answers")
    @pytest.mark.parametrize(
        ("question", "language", "best"),
        [
            ("What does the red brake light mean?", "en", "brake"),
            ("Was bedeutet die rote Bremsleuchte?", "de", "bremse"),
            ("¿Qué significa la luz roja de los frenos?", "es", "frenos"),
            ("how do I connect my mobile", "en", "pairing"),
            ("Wie verbinde ich mein Telefon mit Bluetooth?", "de", "pairing"),
        ],
    )
    def test_the_right_passage_comes_first_in_three_languages_and_across_them(
        self, engine: Engine, encoder: LocalEncoder, question: str, language: str, best: str
    ) -> None:
        assert ids(ask(engine, encoder, question, language=language))[0] == best

    @pytest.mark.parametrize(
        "question",
        ["What is the capital of Australia?", "Wer hat den Faust geschrieben?", "¿Cuál es la capital de Perú?"],
    )
    def test_a_question_about_something_else_gets_nothing(
        self, engine: Engine, encoder: LocalEncoder, question: str
    ) -> None:
        assert ids(ask(engine, encoder, question)) == []

    @pytest.mark.usefixtures("everything_answers")
    @pytest.mark.parametrize(
        ("question", "scope", "there", "missing"),
        [
            ("tyre pressure", {"models": ("Kite",)}, "kite-tyres", "heron-tyres"),
            ("tyre pressure", {"models": ("heron",)}, "heron-tyres", "kite-tyres"),
            ("which oil does the engine take", {"year": 2022}, "old-oil", "new-oil"),
            ("which oil does the engine take", {"year": 2023}, "new-oil", "old-oil"),
            ("how long is the warranty", {"market": "DE"}, "german-warranty", "french-warranty"),
            ("how long is the warranty", {"market": "FR"}, "french-warranty", "german-warranty"),
            ("who approves goodwill payments", {"audience": "agent"}, "goodwill", ""),
            ("red brake light", {"audience": "agent"}, "brake", ""),
            ("who approves goodwill payments", {}, "", "goodwill"),
            ("what do winter wheels cost", {"today": date(2026, 10, 31)}, "winter-offer", "spring-offer"),
            ("what do winter wheels cost", {"today": date(2026, 11, 1)}, "", "winter-offer"),
            ("what do summer wheels cost", {"today": date(2027, 3, 1)}, "spring-offer", "winter-offer"),
            ("what do summer wheels cost", {"today": date(2027, 2, 28)}, "", "spring-offer"),
            ("red brake light", {"languages": ("de",)}, "bremse", "brake"),
            ("red brake light", {"languages": ("es", "en")}, "frenos", "bremse"),
            ("red brake light", {"models": ("Kite",), "year": 2020, "market": "DE"}, "brake", ""),
        ],
    )
    def test_only_passages_in_scope_are_found(
        self, engine: Engine, encoder: LocalEncoder, question: str, scope: dict[str, Any], there: str, missing: str
    ) -> None:
        found = ids(ask(engine, encoder, question, len(PASSAGES), **scope))
        assert not there or there in found
        assert missing not in found

    def test_a_question_without_a_single_word_is_searched_by_meaning_alone(
        self, engine: Engine, encoder: LocalEncoder
    ) -> None:
        vector = encoder.questions(["What does the red brake light mean?"])[0]
        assert ids(engine.search("?!", vector, Scope(today=TODAY), 1, "en")) == ["brake"]

    def test_a_scope_that_nothing_fits_gets_nothing(self, engine: Engine, encoder: LocalEncoder) -> None:
        assert ids(ask(engine, encoder, "red brake light", languages=("fr",))) == []

    @pytest.mark.usefixtures("everything_answers")
    def test_passages_come_best_first_and_no_more_than_asked_for(self, engine: Engine, encoder: LocalEncoder) -> None:
        found = ask(engine, encoder, "red brake light", 5)
        assert len(found) == 5
        assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
        assert ids(ask(engine, encoder, "red brake light", 2)) == ids(found)[:2]

    def test_each_passage_says_how_probable_it_is_that_it_answers_the_surest_first(
        self, engine: Engine, encoder: LocalEncoder
    ) -> None:
        found = ask(engine, encoder, "What does the red brake light mean?", languages=("en",))
        assert found
        assert [p.answers for p in found] == sorted((p.answers for p in found), reverse=True)
        assert all(ANSWERS <= p.answers <= 1 for p in found)

    @pytest.mark.usefixtures("everything_answers")
    @pytest.mark.parametrize("page", ["german-warranty", "french-warranty"])
    def test_of_two_answers_the_one_on_the_page_that_was_quoted_last_comes_first(
        self, engine: Engine, encoder: LocalEncoder, page: str
    ) -> None:
        question = "How long does the warranty last?"
        after = gone_on(f"{page}#registering")
        found = engine.search(question, _encoded(encoder, question), Scope(today=TODAY, least=0.0), 2, "en", after)
        assert ids(found) == [page, *({"german-warranty", "french-warranty"} - {page})]

    def test_a_new_question_leaves_the_page_that_was_quoted_last(self, engine: Engine, encoder: LocalEncoder) -> None:
        question = "What does the red brake light mean?"
        found = engine.search(
            question, _encoded(encoder, question), Scope(today=TODAY), 1, "en", gone_on("pairing#removing", 0.3)
        )
        assert ids(found) == ["brake"]

    @pytest.mark.parametrize(
        ("question", "language", "pages"),
        [
            ("How long does the Kite take to charge at a wallbox?", "en", {"times"}),
            ("Wie lange lädt der Kite an der Wallbox?", "de", {"de/times"}),
            ("Combien de temps pour recharger la Kite sur une borne ?", "fr", {"fr/times"}),
            ("Quanto tempo serve per caricare la Kite alla wallbox?", "it", {"times"}),
        ],
    )
    def test_of_a_page_and_its_translations_only_that_in_the_customers_language_is_found(
        self, open_engine: Open, encoder: LocalEncoder, question: str, language: str, pages: set[str]
    ) -> None:
        engine = open_engine(build_index(Content(TIMES, tenant=TENANT), encoder))
        scope = Scope(today=TODAY, least=0.0)  # a page alone stands out from nothing
        found = ids(engine.search(question, _encoded(encoder, question), scope, len(TIMES), language))
        assert {place.rpartition("#")[0] for place in found} == pages

    def test_a_passage_can_be_cited(self, engine: Engine, encoder: LocalEncoder) -> None:
        best = ask(engine, encoder, "tyre pressure of the Kite")[0]
        assert (best.title, best.text, best.source) == ("kite-tyres", PASSAGES[4].text, "kite-tyres.md")
        assert best.models == ("Kite",)
        assert 0.8 < best.similarity <= 1

    def test_the_engine_knows_the_models_that_are_written_about(self, engine: Engine) -> None:
        assert sorted(engine.models) == ["heron", "kite"]

    def test_a_page_is_all_passages_of_its_document_also_those_that_no_search_finds(
        self, open_engine: Open, encoder: LocalEncoder
    ) -> None:
        first, second, third = (
            passage(f"care/wash#{place}", f"The {place} rule of washing.", number=place) for place in range(3)
        )
        content = Content((first, third, *PASSAGES[:1]), [second, PASSAGES[1]], tenant=TENANT)
        engine = open_engine(build_index(content, encoder))
        assert list(engine.page("care/wash")) == [first, second, third]
        assert list(engine.page("care")) == []

    def test_an_index_of_no_passages_answers_nothing(self, open_engine: Open, encoder: LocalEncoder) -> None:
        engine = open_engine(build_index(Content((), tenant=TENANT), encoder))
        assert ids(ask(engine, encoder, "red brake light")) == []

    def test_the_version_is_that_of_the_index(
        self, open_engine: Open, engine: Engine, small_index: Index, encoder: LocalEncoder
    ) -> None:
        other = open_engine(build_index(Content(PASSAGES[:3], tenant=TENANT), encoder, previous=[small_index]))
        assert engine.version == small_index.manifest.version != other.version


def ask(
    engine: Engine, encoder: LocalEncoder, question: str, most: int = 4, language: str = "en", **scope: Any
) -> Sequence[Passage]:
    """Search with the question's vector."""
    fields = {"today": TODAY} | scope
    return engine.search(question, _encoded(encoder, question), Scope(**fields), most, language)


@cache
def _encoded(encoder: LocalEncoder, question: str) -> Vector:
    vector: Vector = encoder.questions([question])[0]
    return vector


def gone_on(passage: str, follows: float = 1.0) -> LastAnswer:
    """The answer before, and how likely the question goes on from it."""
    return LastAnswer(passage=passage, follows=follows)


def ids(passages: Sequence[Passage]) -> list[str]:
    """Their ids, in order."""
    return [passage.id for passage in passages]
