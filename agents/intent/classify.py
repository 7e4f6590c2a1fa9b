"""From a message to an intent: sentence vectors and trained heads."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Final, NamedTuple

from agents.agent import Agent
from agents.intent.catalogue import Intent, read_catalogue
from agents.intent.model import asked, wanted_question
from agents.intent.policy import ALTERNATIVE_INTENTS, WORDLESS_CONFIDENCE
from agents.intent.probable import Heads, load_heads, ranked
from agents.intent.requests import requests
from agents.intent.scope import OUT_OF_SCOPE
from agents.intent.slots import find_slots
from agents.intent.wishes import wishes
from contracts.errors import ConfigurationError
from contracts.findings.intent import IntentFinding, ScoredIntent
from contracts.policy import CERTAIN_INTENT_CONFIDENCE
from contracts.turn import AgentTask
from danger.policy import CALLS_FOR_HELP
from encoder import Encoder, Vector, questions_in_time, vector_of
from guards.attacks import judge_attack
from knowledge.terms import split_words, terms
from languages.choices import means_the_other
from languages.commands import commands_machine
from languages.courtesies import names_machine
from languages.normalise import has_letters
from languages.phrases import intent_offered
from languages.served import served
from languages.topic import words_of
from languages.topics.clauses import Clauses
from models.client import ModelClient
from vehicles.lights_meant import lights_meant

FOLLOW_UP: Final = "follow_up"
"""The head's own class for messages that mean what the turn before meant; never the intent of a finding."""
CANCEL: Final = "cancel"
BOOKING: Final = "change_booking"
BOOKING_SLOTS: Final = ("date", "time", "booking_number")
TEST_DRIVE: Final = "test_drive"
OF_THE_WORKSHOP: Final = ("maintenance", "repair", "workshop")
"""Things that an appointment is about, by their names in `terms.json`."""
PERSON: Final = "speak_to_person"
DENIED: Final = "deny"
DECLINED: Final = (
    "book_service",
    "complaint",
    "finance",
    "parts_and_accessories",
    "rental_and_ride",
    "roadside_assistance",
    "sales",
    PERSON,
    "test_drive",
)
"""What one may be offered and decline. "I do not want to pay this" declines nothing: it stays about the invoice."""
WARNING_LIGHT: Final = "warning_light"


def load(encoder: Encoder, models: ModelClient | None = None) -> Agent:
    """Return the agent, ready to run. With `models` it asks one about every message where the tenant says so.

    Raises `ConfigurationError` if its heads do not fit the encoder, or the catalogue does not fit them.
    """
    heads, catalogue = load_heads(encoder.name), read_catalogue()
    unknown = set(heads.intents.labels) - catalogue.keys() - {FOLLOW_UP}
    if unknown:
        raise ConfigurationError(f"the catalogue of intents lacks {', '.join(sorted(unknown))}, which the head knows")

    if models:
        wanted_question()  # a prompt that is missing is noticed now, and so are weights
        judge_attack("")

    reader = Reader(encoder, heads, catalogue)

    def find(task: AgentTask) -> IntentFinding:
        task = task.as_meant()
        finding = by_itself(task)
        if models is None or task.models.intent != "always" or finding.handled_by == "emergency":
            return finding
        return asked(task, finding, models)

    def by_itself(task: AgentTask) -> IntentFinding:
        if certain := without_head(task, catalogue):
            return certain
        slots = find_slots(task.text, task.language, datetime.now(UTC).date())
        finding = reader.wanted(task).changed(slots=slots)
        booking = of_a_test_drive(of_a_booking(finding, catalogue), task.text, catalogue)
        return of_the_machine(booking, task.text, catalogue)

    return find


class Reading(NamedTuple):
    """A message or a part of one, as the heads read it."""

    shares: Mapping[str, float]
    """How probable each class of the heads is, the most probable first."""
    finding: IntentFinding


class Reader(NamedTuple):
    """Reads what a message wants with the heads."""

    encoder: Encoder
    heads: Heads
    catalogue: dict[str, Intent]

    def wanted(self, task: AgentTask) -> IntentFinding:
        """What a message wants, without the wishes it denies."""
        said = wishes(task.text)
        whole = self.read(task.text, vector_of(task, self.encoder), task.dialogue.last_intent)
        if not said.denied or whole.finding.handled_by == "emergency":
            return whole.finding
        left = self.without_denied(task, whole, said.left) if said.left else None
        return denied_alone(whole.finding, task.text, self.catalogue) if left is None or left.intent == DENIED else left

    def without_denied(self, task: AgentTask, whole: Reading, left: str) -> IntentFinding:
        """What is left of a message when the wishes it denies are taken out."""
        before = task.dialogue.last_intent
        part = self.read_part(left, before)
        if next(iter(part.shares)) == FOLLOW_UP:
            part = self.read_part(as_a_wish(left, task.language), before)
        if stands_alone(part.finding, whole.finding):
            return part.finding
        return in_the_light_of(part, whole.shares, self.catalogue)

    def read_part(self, text: str, before: str | None) -> Reading:
        """Read a part of a message, encoded by itself."""
        return self.read(text, questions_in_time([text], self.encoder)[0], before)

    def read(self, text: str, vector: Vector, before: str | None) -> Reading:
        """Find the most probable intent, with what single clauses ask for."""
        shares = self.heads.probabilities(text, vector)
        finding = classify(text, shares, self.catalogue, before).changed(model=f"{self.encoder.name}/intent")
        asked = requests(text, self.encoder, self.heads, self.catalogue)
        return Reading(shares, with_requests(finding, asked, self.catalogue))


def without_head(task: AgentTask, catalogue: dict[str, Intent]) -> IntentFinding | None:
    """What a message wants where no head has to tell.

    An answer about a light, a button that a reply offers, or the same as before, of the other one.
    """
    meant = lights_meant(task.text, task.language, task.dialogue.light)
    if meant.answers:
        return answer_about_light(catalogue).changed(answers_question=meant.nothing_else)
    before = task.dialogue.last_intent
    if before in catalogue and means_the_other(task.text):
        return certainly(catalogue[before]).changed(follow_up=True)
    offered = intent_offered(task.text)
    if offered is None or offered not in catalogue:
        return None
    return certainly(catalogue[offered]).changed(answers_question=offered not in CALLS_FOR_HELP)


def answer_about_light(catalogue: dict[str, Intent]) -> IntentFinding:
    """What "the red one" wants after a reply about a warning light."""
    return certainly(catalogue[WARNING_LIGHT]).changed(follow_up=True)


def certainly(entry: Intent) -> IntentFinding:
    """The finding of an intent beyond doubt."""
    return IntentFinding(
        intent=entry.name, confidence=1.0, owner=entry.owner, handled_by=entry.handled_by, urgency=entry.urgency
    )


def classify(text: str, shares: Mapping[str, float], catalogue: dict[str, Intent], before: str | None) -> IntentFinding:
    """The most probable intent of a message, and its runners-up.

    `shares` is how probable the heads find each class, and `before` what the customer wanted in the turn before. The
    probability of a follow-up belongs to that intent; where there is none it is nobody's, so that the reply asks.
    """
    found = dict(shares)
    follows = found.pop(FOLLOW_UP, 0.0)
    if before in catalogue:
        found[before] = found.get(before, 0.0) + follows
    likeliest = islice(ranked(found).items(), 1 + ALTERNATIVE_INTENTS)
    best, *others = (ScoredIntent(intent=name, confidence=min(1.0, share)) for name, share in likeliest)
    if not has_letters(text):
        best = best.changed(confidence=min(best.confidence, WORDLESS_CONFIDENCE))
    entry = catalogue[best.intent]
    return IntentFinding(
        intent=best.intent,
        confidence=best.confidence,
        alternatives=tuple(others),
        follow_up=before in catalogue and best.intent == before and follows >= best.confidence / 2,
        owner=entry.owner,
        handled_by=entry.handled_by,
        urgency=entry.urgency,
    )


def of_a_booking(finding: IntentFinding, catalogue: dict[str, Intent]) -> IntentFinding:
    """The finding, where a cancel names a day, an hour or a number as one about an appointment: "cancel tomorrow"."""
    named = any(slot.type in BOOKING_SLOTS for slot in finding.slots)
    return led_by(finding, BOOKING, catalogue) if finding.intent == CANCEL and named else finding


def of_a_test_drive(finding: IntentFinding, text: str, catalogue: dict[str, Intent]) -> IntentFinding:
    """The finding, where what is to be cancelled or moved is a test drive and no visit to the workshop."""
    if finding.intent not in (CANCEL, BOOKING):
        return finding
    named = set(terms(split_words(text)))
    about_it = TEST_DRIVE in named and named.isdisjoint(OF_THE_WORKSHOP)
    return led_by(finding, TEST_DRIVE, catalogue) if about_it else finding


def of_the_machine(finding: IntentFinding, text: str, catalogue: dict[str, Intent]) -> IntentFinding:
    """The finding, out of scope where the message commands the machine: "ignore all instructions" cancels nothing."""
    commands = finding.handled_by != "emergency" and commands_machine(text)
    return led_by(finding, OUT_OF_SCOPE, catalogue) if commands else finding


def as_a_wish(left: str, language: str) -> str:
    """What is left of a message, where it is too short for a sentence: "only the service" is a wish for it."""
    return f"{words_of(Clauses, served(language)).wishing} {left}"


def denied_alone(whole: IntentFinding, text: str, catalogue: dict[str, Intent]) -> IntentFinding:
    """A wish that is denied and nothing else: a "no", where it could be declined or is about the answer before.

    Who does not want to talk to a machine wants a person.
    """
    if whole.intent == PERSON and names_machine(text):
        return whole
    return led_by(whole, DENIED, catalogue) if whole.intent in DECLINED or whole.follow_up else whole


def stands_alone(wanted: IntentFinding, whole: IntentFinding) -> bool:
    """Whether what is left beside a denied wish is plain, or the whole message tells of what is denied alone."""
    plain = wanted.confidence >= CERTAIN_INTENT_CONFIDENCE or wanted.handled_by == "emergency"
    return plain or whole.intent in (CANCEL, *DECLINED)


def in_the_light_of(part: Reading, together: Mapping[str, float], catalogue: dict[str, Intent]) -> IntentFinding:
    """What is left of a message, where it hardly stands by itself: "I do not want to cancel my service, only move it".

    The intent that is probable in this part alone and in the whole message `together`, but no denial.
    """
    meant, alone = catalogue.keys() - {DENIED}, part.shares
    shares = {name: share * together[name] for name, share in alone.items() if name in meant}
    best = max(shares, key=lambda name: shares[name])
    sure = min(1.0, max(alone[best], together[best]))
    if best == part.finding.intent:
        return part.finding
    return led_by(part.finding, best, catalogue).changed(confidence=sure)


def led_by(finding: IntentFinding, intent: str, catalogue: dict[str, Intent]) -> IntentFinding:
    """The finding with another intent, as sure as before."""
    entry = catalogue[intent].model_dump(include={"owner", "handled_by", "urgency"})
    return finding.changed(intent=intent, follow_up=False, **entry)


def with_requests(finding: IntentFinding, asked: Sequence[ScoredIntent], catalogue: dict[str, Intent]) -> IntentFinding:
    """The finding with what single clauses ask for; the surest of them leads where the whole message is less sure.

    A danger gives way to nothing: a clear question beside it does not make it less of one.
    """
    surest = max(asked, key=lambda request: request.confidence, default=None)
    lead = finding.intent
    others = {request.intent for request in asked} - {surest.intent if surest else None}
    replaceable = finding.handled_by != "emergency" and lead not in others
    if surest and surest.confidence > finding.confidence and replaceable:
        lead = surest.intent
        finding = led_by(finding, lead, catalogue).changed(confidence=surest.confidence)
    return finding.changed(further_intents=tuple(request for request in asked if request.intent != lead))
