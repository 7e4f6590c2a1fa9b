"""A reply that a model writes from the passages found, checked sentence by sentence before anybody sees it."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal, NamedTuple

from agents.ask import TurnRequest, request_about
from agents.response.grounding.check import check
from agents.response.grounding.evidence import Evidence, Text, plain
from agents.response.grounding.markers import bare, cited
from agents.response.grounding.sentences import SentenceStream, holds_a_sentence
from agents.response.grounding.stance import warns
from agents.response.grounding.verdict import Verdict
from agents.response.policy import FLAGS_SHOWN, LEAST_SUPPORT, LIMITS, REPLY_TOKENS, STOP_SECONDS
from agents.response.read_aloud import spoken_sentence
from agents.response.style import style_of
from agents.response.thinking import WithoutThinking
from agents.response.unformatted import unformatted
from contracts.errors import ConfigurationError
from contracts.findings.knowledge import Passage
from contracts.turn import AgentName, AgentTask
from guards.delimited import delimited
from guards.leaks import LeakContext, leaks
from guards.placeholders import LEFT_OVER
from guards.visible import visible
from languages.phrases import phrases_in
from models.attempt import Answer
from models.client import ModelClient
from models.errors import STOPPED, ModelFailed
from models.prompts import read_prompt
from models.request import Completion, Spent, Tool
from observe.log import log
from observe.turns import ids

PROMPT: Final = Path(__file__).with_name("prompt.md")
NOT_ANSWERED: Final = Tool(
    name="passages_do_not_answer",
    description="Call this, and write nothing, where the passages do not hold what is asked.",
    arguments={"type": "object", "properties": {}, "additionalProperties": False},
)
How = Literal["whole", "part", "stopped", "not answered", "nothing"]
"""All that the model wrote, with a source; the sentences of it that came and stood the check; those that came before
the customer wanted no more; it found no answer in the passages; no sentence stood, or none came."""


class Sources(NamedTuple):
    """What a reply may be made of."""

    passages: tuple[Passage, ...]
    """Their markers are their places, from 1."""
    facts: tuple[str, ...]
    """What is recorded of the customer's own, in the reply's language."""
    language: str
    """The reply's."""


class Reader(NamedTuple):
    """The customer, who may read while it is written."""

    may_read: Callable[[], bool]
    """Whether anything may be shown at all; asked before the first sentence."""
    show: Callable[[str], None]
    """Shows the next piece."""
    wants_more: Callable[[], bool]


class Written(NamedTuple):
    """What a model wrote."""

    how: How
    text: str
    """What was shown of it: nothing more may be taken back."""
    spent: Spent
    prompt: str
    model: str | None = None


def write(task: AgentTask, sources: Sources, client: ModelClient, reader: Reader) -> Written:
    """Have a model answer, and show each sentence as soon as it is checked, until the reader wants no more.

    Raises nothing: of a model that fails, is late or writes what does not stand the check, less is left.
    """
    style = style_of(task, sources.language)
    request = _request(task, sources, style)
    reply = _Reply(task, sources, "\n".join([request.sent.system, *style]), reader)
    try:
        completion = reply.read(request.stream(client, holds_a_sentence))
    except ModelFailed as error:
        return Written(reply.how(None), reply.text, error.spent, request.sent.prompt, error.shown_of)
    return Written(reply.how(completion), reply.text, completion.spent, request.sent.prompt, completion.model)


def _request(task: AgentTask, sources: Sources, style: Sequence[str]) -> TurnRequest:
    prompt = read_prompt(PROMPT)
    passages = [
        delimited(one.text, "passage", id=str(number), title=one.title, section=one.section)
        for number, one in enumerate(sources.passages, start=1)
    ]
    return request_about(
        task,
        AgentName.RESPONSE,
        prompt=prompt.version,
        system=prompt.text,
        before=passages,
        facts=sources.facts,
        after=style,
        tools=(NOT_ANSWERED,),
        max_tokens=REPLY_TOKENS,
    )


class _Reply:
    """A reply as it is written."""

    def __init__(self, task: AgentTask, sources: Sources, prompt: str, reader: Reader) -> None:
        self._task, self._language, self._reader = task, sources.language, reader
        self._limits = LIMITS[task.channel]
        self._evidence = Evidence(
            passages={number: Text.of(one) for number, one in enumerate(sources.passages, start=1)},
            records=tuple(Text(text=fact, language=sources.language) for fact in _known(task, sources)),
            message=Text(text=task.text, language=task.language),
            phrases=(Text(text=phrases_in(sources.language)[1].texts["not_known"], language=sources.language),),
            names=tuple(dict.fromkeys(model for one in sources.passages for model in one.models)),
        )
        self._leaks = LeakContext(
            prompt=prompt,
            evidence=tuple(one.text for one in sources.passages),
            customer=sources.facts,
            said=(task.text,),
        )
        self._answer = WithoutThinking()
        self._sentences = SentenceStream()
        self._blanks = ""
        self._left_out = 0
        self._said = set[str]()
        self._wanted = True
        self._full = False
        self._asked_at = 0.0
        self.text = ""

    def read(self, answer: Answer) -> Completion:
        """Take an answer piece by piece. Raises `ModelFailed`, also when the customer wants no more of it."""
        try:
            while self._wanted and not self._full:
                self._take(self._sentences.feed(self._answer.feed(visible(next(answer)))))
                self._ask_again()
            answer.throw(ModelFailed(STOPPED))
        except StopIteration as end:
            completion: Completion = end.value
        if completion.ending == "length":
            self._left_out += 1  # the sentence in the middle of which it ended
        else:
            self._take([*self._sentences.feed(self._answer.end()), *self._sentences.end()])
        return completion

    def how(self, completion: Completion | None) -> How:
        """What the reply has become; None for a model that did not come to its end."""
        calls = completion.calls if completion else ()
        if not self.text:
            return "not answered" if any(call.name == NOT_ANSWERED.name for call in calls) else "nothing"
        if self._full or (self._wanted and completion and not self._left_out):
            return "whole" if cited(self.text) else "part"
        return "part" if self._wanted and self._reader.wants_more() else "stopped"

    def _take(self, sentences: list[str]) -> None:
        for sentence in sentences:
            if not self._wanted or self._full:
                return
            text = self._plain(sentence)
            said = plain(bare(text))
            if said in self._said or not any(map(str.isalnum, said)):
                continue
            verdict = check(text, self._evidence, self._language)
            if "filler" in verdict.reasons:
                continue
            if not _stands(verdict) or self._leaks_with(verdict.text):
                self._left_out += 1
                _log_left_out(self._task, verdict.reasons or ("leak",))
                continue
            self._said.add(said)
            self._add(verdict.text)

    def _plain(self, sentence: str) -> str:
        """A sentence as the channel carries it."""
        plain = unformatted(sentence)
        return plain if self._limits.has_lists else spoken_sentence(plain)

    def _add(self, sentence: str) -> None:
        """Show a sentence. The blanks behind it wait for the next one, so that what is shown ends as what is stored."""
        text = sentence.rstrip() if self.text else sentence.strip()
        if not text:
            return
        too_long = bool(self.text) and len(self.text) + len(text) > self._limits.most_chars
        self._full = too_long and not warns(bare(text), self._language)
        if self._full:
            return
        self._wanted = self._reader.wants_more() if self.text else self._reader.may_read()
        if self._wanted:
            self._reader.show(self._blanks + text)
            self._asked_at = time.monotonic()
            self.text += self._blanks + text
            self._blanks = sentence[len(sentence.rstrip()) :]

    def _ask_again(self) -> None:
        """Ask now and then whether more is wanted: the sentence that is being written may be a long one."""
        now = time.monotonic()
        if self._wanted and self.text and now - self._asked_at >= STOP_SECONDS:
            self._wanted, self._asked_at = self._reader.wants_more(), now

    def _leaks_with(self, sentence: str) -> bool:
        """Whether the reply would leak something with this sentence. A guard that fails lets reading pass."""
        try:
            return bool(leaks(self.text + sentence, self._leaks, self._language))
        except ConfigurationError:
            log("error", "guard failed", {"agent": AgentName.RESPONSE, "turn_id": self._task.turn_id})
            return False


def _known(task: AgentTask, sources: Sources) -> tuple[str, ...]:
    """What may be said besides the passages: the facts, what day it is, and how the customer is called."""
    person = task.findings.personalization
    day = phrases_in(sources.language)[1].day(datetime.now(UTC).date())
    return (*sources.facts, day, person.first_name if person and person.first_name else "")


def _stands(verdict: Verdict) -> bool:
    """Whether a sentence may be shown: without a doubt, or with one that its reader can settle at its source.

    A placeholder that is left in it stands for nobody.
    """
    if LEFT_OVER.search(verdict.text):
        return False
    doubtful = set(verdict.reasons) <= FLAGS_SHOWN and verdict.support >= LEAST_SUPPORT and bool(cited(verdict.text))
    return verdict.outcome == "kept" or (verdict.outcome == "flagged" and doubtful)


def _log_left_out(task: AgentTask, reasons: tuple[str, ...]) -> None:
    log(
        "warning",
        "sentence left out",
        {
            "agent": AgentName.RESPONSE,
            **ids(task),
            "reason": ", ".join(reasons),
        },
    )
