"""From a route and findings to a reply."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from agents.agent import Agent
from agents.policy import MIN_INTENT_CONFIDENCE
from agents.response.due import due_lines, offers, recall_lines
from agents.response.extract import extract
from agents.response.lights import if_it_is, question
from agents.topics import topics_to_ask
from contracts.base import Strict
from contracts.errors import InvalidInput
from contracts.findings import Citation, IntentFinding, Passage, ReplyWith, ResponseFinding, RoutingFinding
from contracts.turn import AgentTask
from danger.advice import emergency_text
from danger.numbers import number_to_call
from danger.question import answer_to_question
from danger.settle import settled
from knowledge.light_filter import by_meaning, light_to_ask
from languages.contact import contact_lines
from languages.courtesies import Courtesy, courtesy_in, courtesy_of
from languages.phrases import Phrases, named_language, phrases_in

_MARKER: Final = re.compile(r" ?\[\d+\]")
_LISTED: Final = re.compile(r"– |\d{1,3}[.)] ")
"""How the first item, row or step of a quote begins."""
_KEEPS_WAITING: Final[tuple[ReplyWith, ...]] = ("passages", "record", "phrase", "clarify", "ask_light", "ask_topic")
"""Replies that leave a request where it waits, and do not say so by themselves."""
_RETURNED: Final[tuple[Courtesy | None, ...]] = ("thanks", "goodbye", "presence", "assistant_question", "insult")
"""Courtesies that have a phrase of their own."""


class Draft(Strict):
    """A reply before greeting and language notes."""

    text: str
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()


def load() -> Agent:
    """The agent, ready to run."""
    return respond


def respond(task: AgentTask) -> ResponseFinding:
    """The reply that the route asks for. Raises `InvalidInput` for a task without a route."""
    route = task.findings.routing
    if route is None:
        raise InvalidInput("findings.routing", "the response agent needs a route")
    language, phrases = phrases_in(asked_language(task) or task.language)
    draft = whether_in_danger(task, route, _WRITERS[route.reply_with](task, route, phrases), phrases)
    text = with_wait(task, route, draft.text, phrases)
    if route.kind != "emergency":
        offer = [phrases.texts["language_offer"]] if task.foreign_language else []
        text = greeted(task, "\n\n".join([*recall_lines(task, phrases), text, *offer]), phrases)
    return ResponseFinding(
        text=text,
        language=language,
        speech=_MARKER.sub("", text),
        citations=draft.citations,
        suggestions=draft.suggestions,
    )


def with_wait(task: AgentTask, route: RoutingFinding, text: str, phrases: Phrases) -> str:
    """The text, and after an answer to a conversation that waits, that its request stays noted."""
    if task.dialogue.holder != "queue" or route.reply_with not in _KEEPS_WAITING:
        return text
    noted = phrases.texts["still_noted"].format(queue=_named(task.dialogue.queue, phrases))
    return text if noted in text else f"{text}\n\n{noted}"


def asked_language(task: AgentTask) -> str | None:
    """The language that the customer asks to go on in, if that is what the message is about."""
    intent = task.findings.intent
    return named_language(task.text) if intent and intent.intent == "change_language" else None


def greeted(task: AgentTask, text: str, phrases: Phrases) -> str:
    """The text, with the customer's name before it on the first turn."""
    person = task.findings.personalization
    if task.dialogue.turns or person is None or not person.first_name:
        return text
    return f"{phrases.texts['hello_name'].format(name=person.first_name)} {text}"


def emergency(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """What to do first for this danger, then whom to call."""
    return Draft(text=emergency_text(task, phrases))


def whether_in_danger(task: AgentTask, route: RoutingFinding, draft: Draft, phrases: Phrases) -> Draft:
    """The draft with a short question where danger is not ruled out; alone, and without a passage, if nobody judged it.

    What the customer wants may be a call for help though nothing sounds like danger: that is asked too. A reply that
    asks whether everyone is safe, or was told, asks nothing more.

    "Nobody" is the sentiment agent: what the words say then stands until the turn is looked at again.
    """
    asked = settled(task.findings).level == "unsure" or _calls_for_help(task.findings.intent)
    told = route.reply_with in ("emergency", "confirm_release", "release") or answer_to_question(task.text)
    if told or not asked:
        return draft
    number, answers = number_to_call(task, phrases), (phrases.texts["danger_yes"], phrases.texts["danger_no"])
    if task.findings.sentiment is None:
        line = phrases.texts["danger_line"].format(number=number)
        return Draft(text=f"{line} {phrases.texts['danger_looked_at_again']}", suggestions=answers)
    question = phrases.texts["danger_question"].format(number=number)
    return draft.changed(text=f"{draft.text}\n\n{question}", suggestions=(*answers, *draft.suggestions))


def _calls_for_help(intent: IntentFinding | None) -> bool:
    return intent is not None and intent.handled_by == "emergency" and intent.confidence >= MIN_INTENT_CONFIDENCE


def hand_over(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """Who takes over, what is due, and the passage that may help meanwhile, where something was asked."""
    waiting = task.dialogue.holder == "queue" and task.dialogue.queue == route.queue
    text = phrases.texts["waiting" if waiting else "hand_over"].format(queue=_queue(route, phrases))
    text = " ".join([text, *contact_lines(task, route.queue, phrases)])
    due = due_lines(task, phrases)
    if not due and nothing_known(task):
        text = f"{phrases.texts['not_known']} {text}"
    if (passages := _passages(task)) and _asks_something(task):
        answer, citations = _cite(task.text, passages[:1], phrases)
        related = introduced(phrases.texts["hand_over_related"], answer)
        return Draft(text="\n\n".join([text, *due, related]), citations=citations)
    return Draft(text="\n\n".join([text, *due]))


def nothing_known(task: AgentTask) -> bool:
    """Whether the message asks for nothing but knowledge, and no passage has it. A search that failed tells nothing."""
    intent, knowledge = task.findings.intent, task.findings.knowledge
    asks = intent is not None and intent.handled_by == "knowledge" and not intent.further_intents
    return asks and knowledge is not None and not knowledge.passages


def introduced(words: str, quote: str) -> str:
    """A quote after words that announce it; a list or a table begins on a line of its own."""
    return words + ("\n" if _LISTED.match(quote) else " ") + quote


def clarify(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """A question back, with the likeliest meanings to choose from."""
    intent = task.findings.intent
    if intent and intent.follow_up and intent.intent in phrases.intents:
        topic = phrases.intents[intent.intent]
        text = phrases.texts["clarify_follow_up"].format(topic=topic.rstrip(" ?"))
        return Draft(text=text, suggestions=(topic, phrases.intents["speak_to_person"]))
    names = [intent.intent, *(other.intent for other in intent.alternatives)] if intent else []
    options = tuple(phrases.intents[name] for name in names if name in phrases.intents)
    return Draft(text=phrases.texts["clarify" if options else "clarify_open"], suggestions=options[:3])


def ask_light(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """The question which colour a warning light has, or whether it flashes. Without a light, the usual question."""
    light = light_to_ask(task.findings.knowledge) if task.findings.knowledge else None
    if light is None:
        return clarify(task, route, phrases)
    text, suggestions = question(light, phrases_in(task.language)[0], phrases)
    return Draft(text=text, suggestions=suggestions)


def ask_topic(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """The question which of several passages is meant. Without any, the usual question."""
    topics = topics_to_ask(task)
    if not topics:
        return clarify(task, route, phrases)
    return Draft(text=phrases.texts["ask_topic"], suggestions=(*topics, phrases.intents["speak_to_person"]))


def cited(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """An answer made only of passages, each statement with its source."""
    text, citations = _cite_each_meaning(task, phrases) or _cite(task.text, _passages(task), phrases)
    due = due_lines(task, phrases)
    language = task.findings.knowledge.passages[0].language if task.findings.knowledge else task.language
    if language != phrases_in(task.language)[0] and language in phrases.languages:
        text = introduced(phrases.texts["answer_in_other_language"].format(language=phrases.languages[language]), text)
    return Draft(
        text="\n\n".join([*due, text]),
        citations=citations,
        suggestions=(*(offers(task, phrases) if due else ()), phrases.intents["speak_to_person"]),
    )


def record(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """What is recorded of the customer's own, and nothing else."""
    suggestions = (*offers(task, phrases), phrases.intents["speak_to_person"])
    return Draft(text="\n\n".join(due_lines(task, phrases)), suggestions=suggestions)


def release(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """That the request which waited is taken back."""
    return Draft(text=phrases.texts["released"].format(queue=_named(task.dialogue.queue, phrases)))


def confirm_release(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """The question whether everyone is safe, before an emergency is dropped."""
    text = phrases.texts["confirm_release"].format(
        number=number_to_call(task, phrases), queue=_named(task.dialogue.queue, phrases)
    )
    return Draft(text=text, suggestions=(phrases.texts["confirm_release_yes"],))


def phrase(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """A set phrase for the courtesy or the intent."""
    if answer_to_question(task.text) == "safe":
        return Draft(text=phrases.texts["phrase_safe"])
    intent = task.findings.intent.intent if task.findings.intent else "other"
    opening = task.dialogue.turns == 0
    courtesy = courtesy_of(task.text, opening=opening)
    if courtesy is None and intent == "small_talk":
        courtesy = courtesy_in(task.text, opening=opening)
    if courtesy in _RETURNED:
        return Draft(text=phrases.texts[f"phrase_{courtesy}"])
    if courtesy == "greeting":
        return Draft(text=phrases.texts["phrase_small_talk"])
    if intent == "repeat":
        return Draft(text=_MARKER.sub("", task.dialogue.last_reply or phrases.texts["phrase_repeat_nothing"]))
    if intent == "change_language" and asked_language(task):
        return Draft(text=phrases.texts["phrase_language_changed"])
    return Draft(text=phrases.texts.get(f"phrase_{intent}", phrases.texts["phrase_other"]))


def _passages(task: AgentTask) -> tuple[Passage, ...]:
    knowledge = task.findings.knowledge
    return knowledge.passages if knowledge else ()


def _cite(question: str, passages: tuple[Passage, ...], phrases: Phrases) -> tuple[str, tuple[Citation, ...]]:
    if not passages:
        raise InvalidInput("findings.knowledge", "a cited answer needs at least one passage")
    best = passages[0]
    quote = extract(question, best)
    text, citations = f"{quote} [1]", [_citation(1, best, quote)]
    other = next((p for p in passages[1:] if p.source != best.source), None)
    if other is not None:
        text += f"\n\n{phrases.texts['see_also'].format(title=other.title, section=other.section)} [2]"
        citations.append(_citation(2, other, extract(question, other)))
    return text, tuple(citations)


def _cite_each_meaning(task: AgentTask, phrases: Phrases) -> tuple[str, tuple[Citation, ...]] | None:
    """What each colour or state of a light means, where it is not known which it has; the most urgent comes first."""
    knowledge = task.findings.knowledge
    light = light_to_ask(knowledge) if knowledge else None
    if knowledge is None or light is None:
        return None
    lines, citations = list[str](), list[Citation]()
    for marker, (value, passage) in enumerate(by_meaning(knowledge.passages, light), start=1):
        quote = extract(task.text, passage)
        lines.append(if_it_is(value, f"{quote} [{marker}]", phrases))
        citations.append(_citation(marker, passage, quote))
    return ("\n\n".join(lines), tuple(citations)) if lines else None


def _citation(marker: int, passage: Passage, quote: str) -> Citation:
    return Citation(
        marker=marker,
        passage_id=passage.id,
        title=passage.title,
        section=passage.section,
        source=passage.source,
        quote=quote,
    )


def _asks_something(task: AgentTask) -> bool:
    """Whether a passage may help: not where somebody greets, agrees, or only wants a person."""
    intent = task.findings.intent
    idle = intent is not None and (intent.handled_by == "phrase" or intent.intent == "speak_to_person")
    return courtesy_of(task.text) is None and (not idle or bool(intent and intent.further_intents))


def _queue(route: RoutingFinding, phrases: Phrases) -> str:
    return _named(route.queue, phrases)


def _named(queue: str | None, phrases: Phrases) -> str:
    return phrases.queues.get(queue or "", phrases.queues["customer_care"])


Writer = Callable[[AgentTask, RoutingFinding, Phrases], Draft]
_WRITERS: Final[Mapping[ReplyWith, Writer]] = {
    "emergency": emergency,
    "hand_over": hand_over,
    "clarify": clarify,
    "ask_light": ask_light,
    "ask_topic": ask_topic,
    "confirm_release": confirm_release,
    "release": release,
    "passages": cited,
    "record": record,
    "phrase": phrase,
}
