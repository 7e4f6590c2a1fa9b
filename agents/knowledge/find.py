"""From a message to passages that can be cited."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from agents.agent import Agent
from contracts.deadline import check
from contracts.errors import NotFound
from contracts.findings import KnowledgeFinding, Light, Passage
from contracts.policy import PASSAGES_PER_TURN
from contracts.turn import AgentTask
from encoder import Encoder, Vector, questions_in_time, vector_of
from knowledge.engine import Engine, Scope
from knowledge.library import Library
from knowledge.light_filter import about_lights, lights_of, tells_meaning
from knowledge.models import named
from knowledge.policy import RERANKED_PASSAGES
from vehicles.lights_meant import lights_meant, question_about


def load(encoder: Encoder, library: Library) -> Agent:
    """The agent, ready to run. The index of a tenant is opened by its first question."""

    def find(task: AgentTask) -> KnowledgeFinding:
        try:
            engine = library.current(task.tenant)
        except NotFound:  # a tenant without documents: nothing answers, least of all what another one says
            return KnowledgeFinding(passages=())
        if not any(character.isalpha() for character in task.text):
            return KnowledgeFinding(passages=(), index_version=engine.version)  # an emoji asks nothing
        meant = lights_meant(task.text, task.language, task.dialogue.asked_light)
        models = named(task.text, engine.models)
        scope = Scope(today=datetime.now(UTC).date(), models=models, market=task.country)
        search = partial(_search, engine, scope, task, meant.lights)
        passages = () if meant.answers else search(task.text, vector_of(task, encoder))
        if meant.lights and not tells_meaning(passages, meant.lights[0]):
            question = question_about(meant.lights[0], task.language)
            others = search(question, questions_in_time([question], encoder)[0])
            passages = about_lights(_each_once([*passages, *others]), meant.lights)
        return KnowledgeFinding(
            passages=passages[:PASSAGES_PER_TURN], models=models, lights=meant.lights, index_version=engine.version
        )

    return find


def _search(
    engine: Engine, scope: Scope, task: AgentTask, lights: Sequence[Light], question: str, vector: Vector
) -> tuple[Passage, ...]:
    """Passages for a question; where it names lights those about other ones are left out, and more are looked at.

    Which light a passage is about is surer than what the judge makes of the question.
    """
    check()
    after = task.dialogue.last_passage
    if not lights:
        return tuple(engine.search(question, vector, scope, PASSAGES_PER_TURN, task.language, after))
    found = engine.search(question, vector, scope.changed(least=0.0), RERANKED_PASSAGES, task.language, after)
    return tuple(
        passage for passage in about_lights(found, lights) if passage.answers >= scope.least or lights_of(passage)
    )


def _each_once(passages: Sequence[Passage]) -> list[Passage]:
    """The passages of two searches, each as it was found with the higher score."""
    best = dict[str, Passage]()
    for passage in passages:
        if passage.id not in best or passage.score > best[passage.id].score:
            best[passage.id] = passage
    return list(best.values())
