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

TWINS = (
    ("my car was stolen from the car park last night", "my car was stolen with my baby in it"),
    ("me han robado el coche", "me están robando el coche con mi hija dentro"),
    ("je me suis fait voler mon véhicule sur un parking", "on vient de voler ma voiture avec mon fils dedans"),
    ("broke down, who should I call", "I am stranded in the fast lane of the motorway"),
    ("macchina in panne, chi devo sentire", "sono fermo in mezzo alla tangenziale, chi chiamo"),
    ("radschrauben drehmoment", "die Radschrauben sind lose, das Rad eiert bei 120"),
    ("couple de serrage des roues", "les boulons de roue lâchent, ça vibre à mort sur l'autoroute"),
    ("no, I meant with the seats folded", "no, I meant he is trapped under the car"),
    ("non, je voulais dire la vente", "non, je voulais dire qu'elle est coincée dans la voiture"),
    ("rufen Sie mich an", "rufen Sie einen Krankenwagen"),
    ("please call me back", "call an ambulance please"),
    ("Habt ihr samstags auf? Ich fahre einen Golf", "habt ihr auf? mein Mann ist am Steuer bewusstlos"),
    ("I'm so angry, the check engine light came back", "I am furious, the brakes just failed and I hit a wall"),
    ("estoy indignado, el testigo sigue encendido", "le voyant est allumé et plus aucun frein"),
)
"""What is harmless, beside a danger that is said with the same words."""


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


@pytest.mark.parametrize(("harmless", "danger"), TWINS)
def test_what_only_sounds_like_a_danger_is_not_asked_about_and_its_dangerous_twin_alarms(
    intent_agent: Agent, sentiment_agent: Agent, harmless: str, danger: str
) -> None:
    assert not is_asked(harmless, intent_agent, sentiment_agent, None)
    task = builders.task(readable(danger))
    found = {"danger": judge_words(task.text), "intent": intent_agent(task), "sentiment": sentiment_agent(task)}
    assert settled(Findings.model_validate(found)).level == "danger"


def is_asked(text: str, intent_agent: Agent, sentiment_agent: Agent, missing: str | None) -> bool:
    """Whether a reply to it asks about danger, or tells whom to call."""
    task = builders.task(readable(text))
    found = {"danger": judge_words(task.text), "intent": intent_agent(task), "sentiment": sentiment_agent(task)}
    task = task.changed(findings=Findings.model_validate({**found, **({missing: None} if missing else {})}))
    draft, route = Draft(text="an answer"), builders.routing("phrase", "answer", None)
    replied = whether_in_danger(task, route, draft, phrases_in("en")[1])
    return settled(task.findings).level != "harmless" or replied != draft
