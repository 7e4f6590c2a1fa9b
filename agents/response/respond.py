"""From a route and findings to a reply."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from agents.agent import Agent
from agents.policy import SURE_ANSWER
from agents.response.asking import ask_light, ask_topic, clarify, confirm_release, offered_topics
from agents.response.citing import cited, helpful, passages_of, without_markers
from agents.response.danger import emergency, whether_in_danger, with_number
from agents.response.draft import Draft, answer_offered, person_offered, queue_named
from agents.response.due import due_lines, offers, recall_lines
from agents.response.emit import NOBODY_FOLLOWS
from agents.response.own_vehicles import named_apart, which_vehicle
from agents.response.policy import LIMITS
from agents.response.route import route_of
from agents.response.spoken import spoken
from contracts.findings.response import ResponseFinding
from contracts.findings.routing import ReplyWith, RoutingFinding
from contracts.policy import ANGRY_SCORE, CERTAIN_INTENT_CONFIDENCE
from contracts.turn import AgentTask
from danger.numbers import number_to_call
from danger.question import answer_to_question
from danger.settle import settled
from guards.lines import AttackJudge
from languages.contact import contact_lines
from languages.courtesies import courtesy_in_small_talk, courtesy_of
from languages.numbers_asked import NumberAsked, number_asked
from languages.phrases import Phrases, named_language, phrases_in
from languages.questions import asks
from models.client import ModelClient

if TYPE_CHECKING:
    from agents.response.with_model import WritingAgent  # what it takes is loaded by those who have models

ROADSIDE: Final = "roadside"
"""The queue of those who help a car on the road."""
_KEEPS_WAITING: Final[tuple[ReplyWith, ...]] = ("passages", "record", "phrase", "clarify", "ask_light", "ask_topic")
"""Replies that leave a request where it waits, and do not say so by themselves."""


def load(models: ModelClient | None = None, guardrail: AttackJudge | None = None) -> Agent:
    """Return the agent, ready to run. With `models` it has one write answers where the tenant says so.

    What that takes is loaded only then. Raises `ConfigurationError` if its prompt or a guard's weights are missing.
    """
    if models is None:
        return respond
    write = load_writer(models, guardrail)
    return lambda task: write(task, NOBODY_FOLLOWS)


def load_writer(models: ModelClient, guardrail: AttackJudge | None = None) -> "WritingAgent":
    """Return the agent that shows, turn by turn, what a model writes. Raises `ConfigurationError` as `load` does.

    `guardrail` is the second line of guards; without one the line in this process stands alone.
    """
    from agents.response.with_model import Writing, writer

    return writer(Writing(composed, models, guardrail))


def respond(task: AgentTask) -> ResponseFinding:
    """The reply that the route asks for. Raises `InvalidInput` for a task without a route."""
    return composed(task, route_of(task))[0]


def composed(task: AgentTask, route: RoutingFinding) -> tuple[ResponseFinding, Draft]:
    """The reply of the fast path, and the draft that it is made of. That to a danger is one in every channel."""
    language, phrases = phrases_in(asked_language(task) or task.language)
    draft = with_number(task, route, _WRITERS[route.reply_with](task, route, phrases), phrases)
    draft = whether_in_danger(task, route, draft, phrases)
    text = with_wait(task, route, draft.text, phrases)
    if route.kind != "emergency":
        offer = [phrases.texts["language_offer"]] if task.foreign_language else []
        text = greeted(task, "\n\n".join([*recall_lines(task, phrases), text, *offer]), phrases)
    reply = ResponseFinding(
        text=text,
        language=language,
        speech=without_markers(text),
        citations=draft.citations,
        suggestions=draft.suggestions,
    )
    in_full = LIMITS[task.channel].has_lists or route.kind == "emergency"
    return (reply, draft) if in_full else spoken(task, reply, draft)


def with_wait(task: AgentTask, route: RoutingFinding, text: str, phrases: Phrases) -> str:
    """The text, and after an answer or another request while a conversation waits, that its request stays noted."""
    another = route.reply_with == "hand_over" and _request_to_others(task, route)
    if task.dialogue.holder != "queue" or not (another or route.reply_with in _KEEPS_WAITING):
        return text
    noted = phrases.texts["still_noted"].format(queue=queue_named(task.dialogue.queue, phrases))
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


def hand_over(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """Who takes over, what is due, and the passage that may help meanwhile, where something was asked.

    Who waits and asks nothing adds to their request: no passage is about that.
    """
    waiting, others = _waits_there(task, route), _request_to_others(task, route)
    queue, words = others or route.queue, "waiting" if waiting and others is None else "hand_over"
    text = phrases.texts[words].format(queue=queue_named(queue, phrases))
    text = " ".join([text, *contact_lines(task, queue, phrases)])
    if not waiting and _upset(task):
        text = f"{phrases.texts['hand_over_sorry']} {text}"
    due = due_lines(task, phrases)
    if not due and nothing_known(task):
        text = f"{phrases.texts['not_known']} {text}"
    related = _related(task, phrases) if _asks_something(task) and (asks(task.text) or not waiting) else None
    if related is None:
        return Draft(text="\n\n".join([text, *due]))
    return related.changed(text="\n\n".join([text, *due, related.text]))


def _waits_there(task: AgentTask, route: RoutingFinding) -> bool:
    """Whether the conversation waits already where the route leads."""
    return task.dialogue.holder == "queue" and task.dialogue.queue == route.queue


def _request_to_others(task: AgentTask, route: RoutingFinding) -> str | None:
    """The queue of those who own the request, if it surely is one and harmless, and others are waited for."""
    intent, certain = task.findings.intent, CERTAIN_INTENT_CONFIDENCE
    if intent is None or intent.handled_by != "person" or intent.confidence < certain or not _waits_there(task, route):
        return None
    if settled(task.findings).level != "harmless":
        return None
    return None if intent.owner in (task.dialogue.queue, "none") or intent.intent == "speak_to_person" else intent.owner


def _related(task: AgentTask, phrases: Phrases) -> Draft | None:
    """The passage that may help; for a question else the headings that may be meant; None where there is nothing."""
    asking = asks(task.text)
    if passages := [one for one in passages_of(task) if asking or one.answers >= SURE_ANSWER]:
        return helpful(task, passages[0], phrases)
    return offered_topics(task, "hand_over_topics", phrases) if asking else None


def _upset(task: AgentTask) -> bool:
    """Whether the customer complains, or is angry."""
    intent, mood = task.findings.intent, task.findings.sentiment
    return bool(intent and intent.intent == "complaint") or bool(mood and mood.score <= ANGRY_SCORE)


def nothing_known(task: AgentTask) -> bool:
    """Whether the message asks for nothing but knowledge, and no passage has it. A search that failed tells nothing."""
    intent, knowledge = task.findings.intent, task.findings.knowledge
    if intent is None or knowledge is None or knowledge.passages or intent.further_intents:
        return False
    return intent.handled_by == "knowledge" or (intent.intent == "out_of_scope" and bool(knowledge.models))


def record(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """What is recorded of the customer's own, and nothing else; if it asks which vehicle is meant, with their names.

    Of whom nobody knows who they are, nothing is told.
    """
    lines, person = due_lines(task, phrases), task.findings.personalization
    if person is None or not person.identified:
        text = " ".join([phrases.texts["sign_in"], *contact_lines(task, None, phrases)])
        topics = offered_topics(task, "hand_over_topics", phrases) or Draft(text="")
        return Draft(
            text="\n\n".join(filter(None, [text, topics.text])),
            suggestions=(*topics.suggestions, phrases.intents["speak_to_person"]),
        )
    asks_which = person is not None and person.choices and which_vehicle(person, phrases) in lines
    names = tuple(named_apart(person.choices)) if person and asks_which else ()
    suggestions = (*names, *offers(task, phrases), *person_offered(task, phrases))
    return Draft(text="\n\n".join(lines), suggestions=suggestions)


def release(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """That the request which waited is taken back."""
    return Draft(text=phrases.texts["released"].format(queue=queue_named(task.dialogue.queue, phrases)))


def phrase(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """A set phrase for the courtesy or the intent."""
    if asked := number_asked(task.text):
        return Draft(text=number_told(task, asked, phrases))
    if answer_to_question(task.text):
        return Draft(text=phrases.texts["phrase_safe"], suggestions=answer_offered(task, phrases))
    if task.findings.knowledge and task.findings.knowledge.other_make:
        return Draft(text=phrases.texts["phrase_other_make"], suggestions=person_offered(task, phrases))
    return _phrase_of_intent(task, phrases)


def _phrase_of_intent(task: AgentTask, phrases: Phrases) -> Draft:
    intent = task.findings.intent.intent if task.findings.intent else "other"
    opening = task.dialogue.turns == 0
    courtesy = courtesy_of(task.text, opening=opening)
    if courtesy is None and intent == "small_talk":
        courtesy = courtesy_in_small_talk(task.text, opening=opening)
    if courtesy is not None:
        offered = person_offered(task, phrases) if courtesy == "assistant_question" else ()
        return Draft(text=phrases.texts[f"phrase_{courtesy}"], suggestions=offered)
    if intent == "repeat":
        return Draft(text=without_markers(task.dialogue.last_reply or phrases.texts["phrase_repeat_nothing"]))
    if intent == "change_language" and asked_language(task):
        return Draft(text=phrases.texts["phrase_language_changed"])
    return Draft(text=phrases.texts.get(f"phrase_{intent}", phrases.texts["phrase_other"]))


def number_told(task: AgentTask, asked: NumberAsked, phrases: Phrases) -> str:
    """Whom to call: in an emergency, by the customer's country, and for a breakdown; or those who own the request."""
    if asked == "own":
        return " ".join(contact_lines(task, task.findings.intent.owner if task.findings.intent else None, phrases))
    lines = [phrases.texts["emergency_number"].format(number=number_to_call(task, phrases))]
    if roadside := task.contacts.get(ROADSIDE):
        lines.append(phrases.texts["breakdown_number"].format(phone=roadside.phone))
    return " ".join(lines)


def _asks_something(task: AgentTask) -> bool:
    """Whether a passage may help: not where somebody greets, agrees, or only wants a person."""
    intent = task.findings.intent
    idle = intent is not None and (intent.handled_by == "phrase" or intent.intent == "speak_to_person")
    return courtesy_of(task.text) is None and (not idle or bool(intent and intent.further_intents))


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
