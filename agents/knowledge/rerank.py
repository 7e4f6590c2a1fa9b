"""The order in which a reranker on Bedrock puts what was found, for one turn, and what it cost."""

from collections.abc import Callable, Sequence

from contracts.turn import AgentName, AgentTask
from knowledge.passages import StoredPassage
from knowledge.policy import RERANK_CANDIDATES
from knowledge.reranking import RerankerFor
from models.errors import ModelFailed
from models.request import Spent
from models.rerank import RerankClient, RerankRequest


def reranker_on_bedrock(client: RerankClient, mask: Callable[[str], str]) -> RerankerFor:
    """Return what gives each turn its reranker. `mask` takes personal data out of a question before it leaves."""
    return lambda task: BedrockReranker(client, mask, task)


class BedrockReranker:
    """Asks Bedrock. Whatever it does, candidates stay as they are ranked unless a whole order came in time."""

    def __init__(self, client: RerankClient, mask: Callable[[str], str], task: AgentTask) -> None:
        self._client, self._mask, self._task = client, mask, task
        self.spent = Spent()

    def order(self, question: str, candidates: Sequence[StoredPassage]) -> Sequence[int] | None:
        """Order the first candidates; the others follow. One alone needs no order."""
        first = candidates[:RERANK_CANDIDATES]
        if len(first) < 2:
            return None
        request = RerankRequest(
            purpose=AgentName.KNOWLEDGE,
            question=self._mask(question),
            documents=tuple(passage.searchable() for passage in first),
            conversation_id=self._task.conversation_id,
            turn_id=self._task.turn_id,
            trace_id=self._task.trace_id,
        )
        try:
            reranked = self._client.rerank(request)
        except ModelFailed as error:
            self.spent = self.spent.and_(error.spent)
            return None
        self.spent = self.spent.and_(reranked.spent)
        return [*reranked.order, *range(len(first), len(candidates))]
