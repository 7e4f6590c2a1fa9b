"""Who answers which operation: the script, a model elsewhere, or the default answers."""

import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from itertools import repeat
from typing import Any

from infra.bedrock.asked import Asked
from infra.bedrock.checks import without_scope
from infra.bedrock.default_answer import default_reply
from infra.bedrock.embeddings import embed, embed_each
from infra.bedrock.guardrails import apply_guardrail, guardrail_checks
from infra.bedrock.policy import COHERE_EMBEDDING, EMBEDDING, RERANKERS
from infra.bedrock.refusal import Refusal, invalid
from infra.bedrock.reply import Call, Event, Reply, events, whole, words
from infra.bedrock.rerank import rerank
from infra.bedrock.script import Then
from infra.bedrock.travel import travelling
from infra.bedrock.usage import PromptCache, counted, tokens

Source = Callable[[Asked], Iterator[Event]]
"""A model somewhere else: the events of its answer. Raises `Refusal`."""


class Answers:
    """Answers requests whose shape has been checked."""

    def __init__(self, elsewhere: Source | None = None) -> None:
        self._elsewhere = elsewhere
        self._cache = PromptCache()

    def stream(self, asked: Asked, then: Then) -> Iterator[Event]:
        """Yield the events of a conversation's answer. Raises `Refusal` before or between them."""
        if then.refuses:
            raise Refusal(then.error, then.message, then.status)
        scripted = scripted_reply(then)
        if scripted is None and self._elsewhere is not None:
            return travelling(self._elsewhere(asked), then)
        return travelling(events(asked, scripted or default_reply(asked), self._cache), then)

    def whole(self, asked: Asked, then: Then) -> dict[str, Any]:
        """Return the body of an answer without a stream. Raises `Refusal`."""
        if asked.operation == "Converse" and then.body is None:
            return whole(self.stream(asked, then))
        time.sleep(then.silent_s + then.first_ms / 1000)
        if then.refuses:
            raise Refusal(then.error, then.message, then.status)
        return then.body if then.body is not None else _own(asked, then)


def scripted_reply(then: Then) -> Reply | None:
    """Return the reply that a script gives, or None where it leaves that to others."""
    if then.endless:
        return Reply(repeat("and "))
    if then.text is None and not then.calls:
        return None
    pieces = words(then.text or "") if not isinstance(then.text, tuple) else then.text
    return Reply(pieces, tuple(Call(call.name, call.sent) for call in then.calls))


def _own(asked: Asked, then: Then) -> dict[str, Any]:
    if asked.operation == "CountTokens":
        other = asked.body["input"].get("invokeModel")
        return {"inputTokens": counted(asked) if other is None else tokens(len(b64decode(other["body"])))}
    if asked.operation == "ApplyGuardrail":
        return apply_guardrail(asked, "".join(then.text or ""))
    if asked.operation == "InvokeGuardrailChecks":
        return guardrail_checks(asked)
    model = without_scope(asked.model)
    if model == EMBEDDING:
        return embed(asked)
    if model == COHERE_EMBEDDING:
        return embed_each(asked)
    if model in RERANKERS:
        return rerank(asked)
    raise invalid(f"InvokeModel of {asked.model} is not spoken here: use Converse, or give the answer in a script.")
