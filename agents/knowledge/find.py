"""From a message to passages that can be cited."""

from contextlib import suppress

from agents.agent import Agent
from contracts.errors import CurbsideError
from contracts.findings import KnowledgeFinding
from contracts.turn import AgentTask
from encoder import Encoder, vector_of
from knowledge.library import Library
from knowledge.search import search


def load(encoder: Encoder, library: Library) -> Agent:
    """The agent, ready to run. Tries to open the index now, so that the first question does not wait for it."""
    with suppress(CurbsideError):  # before the first publication there is none; each question then says so
        library.current()

    def find(task: AgentTask) -> KnowledgeFinding:
        index = library.current()
        passages = search(index, task.text, vector_of(task, encoder))
        return KnowledgeFinding(passages=passages, index_version=index.manifest.version)

    return find
