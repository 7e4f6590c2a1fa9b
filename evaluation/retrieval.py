"""The knowledge base: XQuAD's development part in three languages, and questions about the demo handbook in four."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from agents import knowledge
from agents.__main__ import demo_index
from agents.agent import Agent
from contracts.findings.knowledge import KnowledgeFinding
from contracts.session import Dialogue
from contracts.turn import AgentTask
from evaluation import sets
from evaluation.collection import DEPTH, ENGINES, Quality, evaluate, index_of, rankings, read_collection
from evaluation.measures import Figure, accuracy, figure, judged
from evaluation.remembering import RememberingEncoder
from evaluation.results import Report, Result, confusions
from evaluation.sets import Row
from knowledge.engine import Scope
from knowledge.library import FixedLibrary
from knowledge.light_filter import light_to_ask
from knowledge.models import of_any_model
from knowledge.search import EmbeddedEngine
from knowledge.translations import originals
from training.vectors import show_progress

NAMES = {"lexical": "BM25 alone", "dense": "dense alone", "fused": "both without parts"}
HANDBOOK = "Retrieval, demo handbook, four languages"
LIGHTS = "Warning lights, demo handbook, five languages"
NOTHING_SAID = Dialogue()
ASKING_ON = "Retrieval, demo handbook, after a question"


def evaluate_handbook(encoder: RememberingEncoder) -> Report:
    """Whether the section that answers comes first, out of all of them, or its translation; most are in English."""
    rows, left_out = sets.handbook()
    encoder.prepare([row.text for row in rows])
    index = demo_index(encoder)
    english = originals(index.passages)
    found: dict[str, list[str]] = {engine: [] for engine in ENGINES}
    models = index.columns.models.tolist()
    vectors = encoder.questions([of_any_model(row.text, models) for row in rows])
    for row, vector in zip(rows, vectors, strict=True):
        for engine, places in rankings(index, row.text, vector, row.language).items():
            found[engine].append(english[index.passages[places[0]].id])
    expected, sure = [row.expected for row in rows], [0.0] * len(rows)
    others = {name: accuracy(judged(expected, found[engine], sure)) for engine, name in NAMES.items()}
    ours = figure(judged(expected, found["hybrid"], sure), accuracy)
    result = Result(HANDBOOK, "right section first", "synthetic", ours, others, left_out)
    return Report("handbook", [result], {"Demo handbook": confusions(rows, found["hybrid"])}, [])


def evaluate_asking_on(encoder: RememberingEncoder) -> Report:
    """Whether the section that answers is quoted, or else offered, when the handbook just answered another question."""
    index, results, confused = demo_index(encoder), [], {}
    agent = knowledge.load(encoder, FixedLibrary(index))
    english = originals(index.passages) | {no_passage: no_passage for no_passage in ("", sets.ASKED)}
    for kind, name in (("follow_up", "short follow-ups"), ("new", "new questions")):
        rows, left_out = sets.handbook_in_context(kind)
        encoder.prepare([text for row in rows for text in (row.text, *row.before)])
        after = [_found(agent, row, _after(agent, row)) for row in rows]
        alone = [english[_best_of(_found(agent, row))] for row in rows]
        found, offered = [english[_best_of(one)] for one in after], [[english[t.id] for t in one.near] for one in after]
        expected, sure = [row.expected for row in rows], [0.0] * len(rows)
        others = {"without the question before": accuracy(judged(expected, alone, sure))}
        ours = figure(judged(expected, found, sure), accuracy)
        results.append(Result(f"{ASKING_ON}: {name}", "right section quoted", "synthetic", ours, others, left_out))
        reached = [
            want if not got and want in near else got for want, got, near in zip(expected, found, offered, strict=True)
        ]
        either = figure(judged(expected, reached, sure), accuracy)
        results.append(
            Result(f"{ASKING_ON}: {name}", "right section quoted or offered", "synthetic", either, {}, left_out)
        )
        confused[f"Demo handbook, {name}"] = confusions(rows, found)
    return Report("handbook, asking on", results, confused, [])


def evaluate_lights(encoder: RememberingEncoder) -> Report:
    """Whether the passage about the right light, colour and state leads, and whether the rest is asked back."""
    index, results, confused = demo_index(encoder), [], {}
    engine, agent = EmbeddedEngine(index), knowledge.load(encoder, FixedLibrary(index))
    english = originals(index.passages)
    for told, name, measured in ((True, "told", "right section first"), (False, "open", "asked back")):
        rows = sets.warning_lights(told=told).rows
        encoder.prepare([row.text for row in rows])
        found = [_best_of(_found(agent, row)) for row in rows]
        alone = [_best(engine, row.text, row.language, encoder) for row in rows]
        found, alone = [english.get(one, one) for one in found], [english.get(one, one) for one in alone]
        expected, sure = [row.expected for row in rows], [0.0] * len(rows)
        others = {"search alone": accuracy(judged(expected, alone, sure))}
        ours = figure(judged(expected, found, sure), accuracy)
        results.append(Result(f"{LIGHTS}: colour or state {name}", measured, "synthetic", ours, others))
        confused[f"Warning lights, colour or state {name}"] = confusions(rows, found)
    return Report("warning lights", results, confused, [])


def _found(agent: Agent, row: Row, dialogue: Dialogue = NOTHING_SAID) -> KnowledgeFinding:
    found = agent(AgentTask(text=row.text, language=row.language, dialogue=dialogue))
    return found if isinstance(found, KnowledgeFinding) else KnowledgeFinding(passages=())


def _best_of(found: KnowledgeFinding) -> str:
    if light_to_ask(found):
        return sets.ASKED
    return found.passages[0].id if found.passages else ""


def _after(agent: Agent, row: Row) -> Dialogue:
    """What the conversation remembers once the question before has been answered."""
    found = _found(agent, row._replace(text=row.before[0]))
    if not found.passages:
        return Dialogue(asked_about=found.near[0].id, last_question=found.question) if found.near else NOTHING_SAID
    light = found.lights[0] if found.lights else None
    return Dialogue(last_passage=found.passages[0].id, last_question=found.question, light=light)


def _best(engine: EmbeddedEngine, text: str, language: str, encoder: RememberingEncoder) -> str:
    scope = Scope(today=datetime.now(UTC).date())
    vector = encoder.questions([of_any_model(text, engine.models)])[0]
    found = engine.search(text, vector, scope, 1, language)
    return found[0].id if found else ""


def evaluate_collections(encoder: RememberingEncoder, folder: Path) -> Report:
    """NDCG and recall of each collection below `folder`, by its own questions and by those in the other languages."""
    collections = {path.parent.name: read_collection(path.parent) for path in sorted(folder.glob("*/qrels.tsv"))}
    results = []
    for language, collection in collections.items():
        index = index_of(collection.passages, encoder, show_progress())
        for asked, other in collections.items():
            across = asked != language
            found = evaluate(collection._replace(questions=other.questions), index, encoder)
            what = f"Retrieval, XQuAD {language}" + (f" by questions in {asked}" if across else "")
            results += _results(what, found, len(other.questions), ["ndcg"] if across else ["ndcg", "recall"])
    encoder.save()
    return Report("knowledge", results, {}, [])


def _results(what: str, found: Sequence[Quality], questions: int, measures: Sequence[str]) -> list[Result]:
    scores = {quality.engine: quality for quality in found}
    results = []
    for measured in measures:
        mean, low, high = getattr(scores["hybrid"], measured)
        others = {NAMES[engine]: getattr(scores[engine], measured).mean for engine in NAMES}
        name = f"{'nDCG' if measured == 'ndcg' else measured}@{DEPTH}"
        results.append(Result(what, name, "real", Figure(mean, low, high, questions), others))
    return results
