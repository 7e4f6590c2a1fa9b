"""What nobody may be asked about: the widget's own buttons, and bare names of parts and topics."""

import pytest

from agents.agent import Agent
from agents.response.danger import whether_in_danger
from agents.response.draft import Draft
from contracts.findings.of_turn import Findings
from danger.normalise import readable
from danger.settle import settled
from danger.words import judge_words
from languages.phrases import Phrases, phrases_in
from languages.served import SERVED_LANGUAGES
from languages.topic import words_of
from tests.unit import builders

CALLS_FOR_HELP = ("emergency", "roadside_assistance")
NAMES = (
    "the tyres, the keys, lost key, brake pads, windscreen, clutch, my battery, exhaust, headlight, seat belt",
    "die Reifen, der Schlüssel, Schlüssel verloren, Bremsbeläge, Lenkrad, Frontscheibe, meine Batterie, Auspuff, Gurt",
    "les pneus, la clé, clé perdue, plaquettes de frein, volant, pare-brise, ma batterie, embrayage, phare",
    "las ruedas, la llave, el embrague, pastillas de freno, volante, parabrisas, mi batería, el motor",
    "le gomme, la chiave, chiave persa, la frizione, volante, parabrezza, la mia batteria, marmitta, faro",
)


def offered() -> list[str]:
    """What the widget offers as buttons to whoever has written nothing yet, and beside answers."""
    intents = [words_of(Phrases, language).intents for language in SERVED_LANGUAGES]
    return [text for each in intents for name, text in each.items() if name not in CALLS_FOR_HELP]


@pytest.mark.parametrize("missing", [None, "sentiment", "intent"])
def test_a_button_or_the_name_of_a_part_is_never_asked_about_whichever_agent_is_missing(
    intent_agent: Agent, sentiment_agent: Agent, missing: str | None
) -> None:
    names = [name for line in NAMES for name in line.split(", ")]
    asked = [text for text in [*offered(), *names] if is_asked(text, intent_agent, sentiment_agent, missing)]
    assert not asked


def is_asked(text: str, intent_agent: Agent, sentiment_agent: Agent, missing: str | None) -> bool:
    """Whether a reply to it asks about danger, or tells whom to call."""
    task = builders.task(readable(text))
    found = {"danger": judge_words(task.text), "intent": intent_agent(task), "sentiment": sentiment_agent(task)}
    task = task.changed(findings=Findings.model_validate({**found, **({missing: None} if missing else {})}))
    draft, route = Draft(text="an answer"), builders.routing("phrase", "answer", None)
    replied = whether_in_danger(task, route, draft, phrases_in("en")[1])
    return settled(task.findings).level != "harmless" or replied != draft
