"""From a message to passages that can be cited."""

from datetime import UTC, datetime

from agents.agent import Agent
from contracts.deadline import check
from contracts.errors import NotFound
from contracts.findings import KnowledgeFinding
from contracts.policy import PASSAGES_PER_TURN
from contracts.turn import AgentTask
from encoder import Encoder, vector_of
from knowledge.engine import Scope
from knowledge.library import Library
from knowledge.models import named


def load(encoder: Encoder, library: Library) -> Agent:
    """The agent, ready to run. The index of a tenant is opened by its first question."""

    def find(task: AgentTask) -> KnowledgeFinding:
        try:
            engine = library.current(task.tenant)
        except NotFound:  # a tenant without documents: nothing answers, least of all what another one says
            return KnowledgeFinding(passages=())
        if not any(character.isalpha() for character in task.text):
            return KnowledgeFinding(passages=(), index_version=engine.version)  # an emoji asks nothing
        models = named(task.text, engine.models)
        scope = Scope(today=datetime.now(UTC).date(), models=models, market=task.country)
        vector, after = vector_of(task, encoder), task.dialogue.last_passage
        check()
        passages = engine.search(task.text, vector, scope, PASSAGES_PER_TURN, task.language, after)
        return KnowledgeFinding(passages=tuple(passages), models=models, index_version=engine.version)

    return find
