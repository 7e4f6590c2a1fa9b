"""Replies that ask back."""

from typing import Final

from agents.response.draft import Draft, answer_offered, person_offered, queue_named
from agents.response.lights import question
from agents.topics import topics_to_ask
from contracts.findings.routing import RoutingFinding
from contracts.turn import AgentTask
from danger.numbers import number_to_call
from knowledge.light_filter import light_to_ask
from languages.normalise import has_letters
from languages.phrases import Phrases, phrases_in
from languages.questions import asks

_ASKED_APART: Final = "emergency"
"""Whether somebody is in danger is a question with buttons of its own, and no guess behind others."""


def clarify(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """A question back, with the likeliest meanings to choose from."""
    intent = task.findings.intent
    if intent and intent.follow_up and intent.intent in phrases.intents:
        topic = phrases.intents[intent.intent]
        text = phrases.texts["clarify_follow_up"].format(topic=topic.rstrip(" ?"))
        return Draft(text=text, suggestions=(topic, *person_offered(task, phrases)))
    others = [other.intent for other in intent.alternatives if other.intent != _ASKED_APART] if intent else []
    names = [intent.intent, *others] if intent else []
    options = tuple(phrases.intents[name] for name in names if name in phrases.intents)
    text = phrases.texts["clarify" if options else "clarify_open"]
    return Draft(text=f"{phrases.texts['not_known']} {text}" if _found_nothing(task) else text, suggestions=options[:3])


def _found_nothing(task: AgentTask) -> bool:
    """Whether a question was searched for and no page may answer it: that is said, whatever it is about."""
    knowledge = task.findings.knowledge
    return bool(knowledge and not (knowledge.passages or knowledge.near)) and has_letters(task.text) and asks(task.text)


def ask_light(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """The question which colour a warning light has, or whether it flashes. Without a light, the usual question."""
    light = light_to_ask(task.findings.knowledge) if task.findings.knowledge else None
    if light is None:
        return clarify(task, route, phrases)
    text, suggestions = question(light, phrases_in(task.language)[0], phrases)
    return Draft(text=text, suggestions=suggestions)


def ask_topic(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """The question which of several passages is meant. Without any, the usual question."""
    topics = offered_topics(task, "ask_topic", phrases)
    if topics is None:
        return clarify(task, route, phrases)
    return topics.changed(suggestions=(*topics.suggestions, *person_offered(task, phrases)))


def offered_topics(task: AgentTask, words: str, phrases: Phrases) -> Draft | None:
    """Headings to choose from below a text, `words` by its key, that says which languages of them are not the reply's.

    None where there is nothing to choose from.
    """
    topics, (own, _) = topics_to_ask(task), phrases_in(task.language)
    if not topics:
        return None
    others = dict.fromkeys(one.language for one in topics if one.language != own and one.language in phrases.languages)
    notes = (
        phrases.texts["topics_in_other_language"].format(language=phrases.languages[language]) for language in others
    )
    text = " ".join([phrases.texts[words], *notes])
    return Draft(text=text, suggestions=tuple(one.section for one in topics))


def confirm_release(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """The question whether everyone is safe, before an emergency is dropped."""
    text = phrases.texts["confirm_release"].format(
        number=number_to_call(task, phrases), queue=queue_named(task.dialogue.queue, phrases)
    )
    return Draft(text=text, suggestions=(phrases.texts["confirm_release_yes"], *answer_offered(task, phrases)))
