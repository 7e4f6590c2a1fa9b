"""Where a turn goes, and why."""

from typing import Any

import pytest

from agents.intent.catalogue import read_catalogue
from agents.routing import load
from agents.routing.facts import Facts
from agents.routing.read_facts import facts
from agents.routing.route import applies, priority, route
from agents.routing.rules import OWNER, WAITING, Condition, Rule, read_rules
from contracts.errors import ConfigurationError
from contracts.findings.routing import RoutingFinding
from contracts.policy import CERTAIN_INTENT_CONFIDENCE, FALLBACK_QUEUE, MIN_INTENT_CONFIDENCE
from contracts.session import Dialogue
from languages.phrases import Phrases
from languages.served import SERVED_LANGUAGES
from languages.topic import words_of
from tests.unit.builders import intent, knowledge, passage, sentiment, task

SURE: dict[str, Any] = {"intent": "charging", "owner": "connected_desk", "handled_by": "knowledge", "confident": True}
BY_PERSON = SURE | {"intent": "billing", "owner": "customer_care", "handled_by": "person"}
LIKELY = BY_PERSON | {"likely": True}
TERMS: dict[str, Any] = LIKELY | {"certain": True, "intent": "finance", "owner": "finance_desk"}
ROADSIDE: dict[str, Any] = {"intent": "roadside_assistance"}
OF_ACCOUNT: dict[str, Any] = LIKELY | {"intent": "account", "passages": True}
GUESSED_EMERGENCY: dict[str, Any] = {"handled_by": "emergency", "confident": False}
DANGER: dict[str, Any] = {"safety_critical": True, "mood_known": True}
BY_PHRASE = SURE | {"intent": "small_talk", "owner": "none", "handled_by": "phrase"}


def routed(**seen: Any) -> RoutingFinding:
    return route(Facts.model_validate({"understood": True} | seen), read_rules())


@pytest.mark.parametrize(
    ("seen", "rule", "kind", "queue", "reply_with"),
    [
        ({"safe": True, "safety_critical": True, "danger_unsure": True}, "safe", "answer", None, "phrase"),
        ({"self_harm": True, "safety_critical": True}, "self_harm", "emergency", "crisis", "emergency"),
        ({"danger_unsure": True, "passages": True}, "danger_not_ruled_out", "answer", None, "clarify"),
        (
            SURE | {"danger_unsure": True, "mood_known": True, "passages": True},
            "answered_by_knowledge",
            "answer",
            None,
            "passages",
        ),
        ({"safety_critical": True}, "danger", "emergency", "roadside", "emergency"),
        (BY_PHRASE | {"safety_critical": True, "angry": True}, "danger", "emergency", "roadside", "emergency"),
        ({"handled_by": "emergency", "confident": True}, "maybe_an_emergency", "answer", None, "clarify"),
        (
            {"handled_by": "emergency", "confident": True, "question": True, "passages": True, "strong_passages": True},
            "emergency_explained",
            "answer",
            None,
            "passages",
        ),
        (
            {"handled_by": "emergency", "confident": True, "passages": True, "strong_passages": True},
            "maybe_an_emergency",
            "answer",
            None,
            "clarify",
        ),
        ({"number_asked": "emergency"}, "emergency_number", "answer", None, "phrase"),
        (
            {"number_asked": "emergency", "safety_critical": True, "mood_known": True},
            "danger",
            "emergency",
            "roadside",
            "emergency",
        ),
        (BY_PERSON | {"number_asked": "own", "intent": "speak_to_person"}, "our_number", "answer", None, "phrase"),
        (GUESSED_EMERGENCY | {"mood_known": True}, "maybe_an_emergency", "answer", None, "clarify"),
        (BY_PERSON | {"intent": "speak_to_person"}, "asked_for_a_person", "queue", "customer_care", "hand_over"),
        (SURE | {"angry": True, "passages": True}, "angry", "queue", "customer_care", "hand_over"),
        ({"angry": True}, "angry", "queue", "customer_care", "hand_over"),
        (BY_PHRASE | {"passages": True}, "set_phrase", "answer", None, "phrase"),
        (LIKELY, "needs_a_person", "queue", "customer_care", "hand_over"),
        (BY_PERSON, "maybe_a_request", "answer", None, "clarify"),
        (BY_PERSON | {"after": "clarify"}, "maybe_a_request_still", "queue", "customer_care", "hand_over"),
        (BY_PERSON | {"waiting": True}, "needs_a_person", "queue", "customer_care", "hand_over"),
        (BY_PERSON | {"angry_now": True}, "needs_a_person", "queue", "customer_care", "hand_over"),
        (BY_PERSON | {"several": True}, "needs_a_person", "queue", "customer_care", "hand_over"),
        (LIKELY | {"owner": "sales", "passages": True}, "needs_a_person", "queue", "sales", "hand_over"),
        (LIKELY | {"owner": "sales", "passages": True, "corrects": True}, "corrected", "answer", None, "passages"),
        (LIKELY | {"owner": "sales", "corrects": True}, "needs_a_person", "queue", "sales", "hand_over"),
        (LIKELY | {"passages": True, "corrects": True, "angry": True}, "angry", "queue", "customer_care", "hand_over"),
        (BY_PERSON | {"passages": True}, "answered_after_all", "answer", None, "passages"),
        (
            BY_PERSON | ROADSIDE | {"passages": True, "strong_passages": True},
            "maybe_stranded",
            "answer",
            None,
            "passages",
        ),
        (LIKELY | ROADSIDE | {"passages": True, "strong_passages": True}, "maybe_stranded", "answer", None, "passages"),
        (
            LIKELY | ROADSIDE | {"certain": True, "passages": True, "strong_passages": True},
            "stranded",
            "queue",
            "roadside",
            "hand_over",
        ),
        (OF_ACCOUNT | {"strong_passages": True}, "done_by_oneself", "answer", None, "passages"),
        (OF_ACCOUNT, "needs_a_person", "queue", "customer_care", "hand_over"),
        (
            OF_ACCOUNT | {"strong_passages": True, "requests": True},
            "needs_a_person",
            "queue",
            "customer_care",
            "hand_over",
        ),
        (TERMS | {"passages": True, "what_holds": True}, "what_holds", "answer", None, "passages"),
        (TERMS | {"passages": True}, "needs_a_person", "queue", "finance_desk", "hand_over"),
        (TERMS | {"what_holds": True}, "needs_a_person", "queue", "finance_desk", "hand_over"),
        (
            TERMS | {"passages": True, "what_holds": True, "intent": "service_status"},
            "needs_a_person",
            "queue",
            "finance_desk",
            "hand_over",
        ),
        (BY_PERSON | {"question": True, "which_topic": True}, "topic_after_all", "answer", None, "ask_topic"),
        (LIKELY | {"question": True, "which_topic": True}, "needs_a_person", "queue", "customer_care", "hand_over"),
        (BY_PERSON | {"confident": False, "passages": True}, "answered_by_knowledge", "answer", None, "passages"),
        (SURE | {"passages": True}, "answered_by_knowledge", "answer", None, "passages"),
        ({"passages": True}, "answered_by_knowledge", "answer", None, "passages"),
        (SURE, "no_answer", "queue", "connected_desk", "hand_over"),
        (SURE | {"owner": "none"}, "no_answer", "queue", FALLBACK_QUEUE, "hand_over"),
        (
            SURE | {"confident": False, "passages": True, "same_answer": True},
            "same_answer",
            "queue",
            FALLBACK_QUEUE,
            "hand_over",
        ),
        (SURE | {"confident": False}, "unsure", "answer", None, "clarify"),
        ({}, "unsure", "answer", None, "clarify"),
        ({"understood": False, "passages": True}, "not_understood", "queue", "customer_care", "hand_over"),
        ({"understood": False, "angry": True}, "not_understood", "queue", "customer_care", "hand_over"),
    ],
)
def test_the_first_rule_that_fits_decides(
    seen: dict[str, Any], rule: str, kind: str, queue: str | None, reply_with: str
) -> None:
    found = routed(**seen)
    assert (found.rule, found.kind, found.queue, found.reply_with) == (rule, kind, queue, reply_with)


@pytest.mark.parametrize(
    ("seen", "runner_up"),
    [
        (LIKELY | {"passages": True}, ("answered_by_knowledge", "answer", None)),
        (
            {"safety_critical": True, "handled_by": "emergency", "confident": True},
            ("maybe_an_emergency", "answer", None),
        ),
        (SURE | {"passages": True}, ("no_answer", "queue", "connected_desk")),
        (LIKELY | {"intent": "speak_to_person"}, None),
        (SURE, None),
    ],
)
def test_the_runner_up_is_the_next_rule_that_leads_elsewhere(
    seen: dict[str, Any], runner_up: tuple[str, str, str | None] | None
) -> None:
    found = routed(**seen).runner_up
    assert ((found.rule, found.kind, found.queue) if found else None) == runner_up


@pytest.mark.parametrize(
    ("urgency", "place"), [(1.0, 2), (0.8, 2), (0.79, 3), (0.5, 3), (0.49, 4), (0.2, 4), (0.19, 5), (0.0, 5)]
)
def test_the_more_urgent_the_earlier_in_the_queue(urgency: float, place: int) -> None:
    assert priority(urgency) == place
    assert routed(**BY_PERSON, urgency=urgency).priority == place


@pytest.mark.parametrize(
    ("waiting", "queue", "priority"),
    [
        (Dialogue(), "customer_care", 4),
        (Dialogue(holder="queue", queue="roadside", priority=1), "roadside", 1),
        (Dialogue(holder="queue", queue="sales", priority=4), "sales", 4),
        (Dialogue(holder="queue", queue="sales", priority=5), "customer_care", 4),
    ],
)
def test_a_conversation_that_waits_keeps_its_place_unless_the_new_turn_is_more_urgent(
    waiting: Dialogue, queue: str, priority: int
) -> None:
    bill = intent("billing", owner="customer_care", handled_by="person", urgency=0.4)
    found = load()(task("a question about my bill", intent=bill, sentiment=sentiment(), dialogue=waiting))
    assert isinstance(found, RoutingFinding)
    assert (found.rule, found.queue, found.priority) == ("needs_a_person", queue, priority)
    assert ("keeps its place" in found.reason) == (found.queue != "customer_care")


def test_danger_comes_before_everything_in_the_queue() -> None:
    assert routed(safety_critical=True, urgency=0.0).priority == 1
    assert routed(**BY_PERSON, urgency=1.0).priority > 1


def test_the_last_rule_catches_all() -> None:
    last = read_rules()[-1]
    assert last.when == Condition()
    assert applies(last.when, Facts())


def test_a_policy_without_a_rule_for_the_rest_is_refused_in_words() -> None:
    rules = tuple(rule for rule in read_rules() if rule.rule == "danger")
    with pytest.raises(ConfigurationError, match="end it with one that has no conditions"):
        route(Facts(), rules)


def test_a_condition_holds_only_if_all_its_parts_hold() -> None:
    when = Condition(handled_by="person", confident=True, intents=("billing", "finance"))
    assert not applies(Condition(further_intents=("billing", "finance")), Facts(further_intents=("sales",)))
    assert applies(Condition(further_intents=("billing", "finance")), Facts(further_intents=("sales", "finance")))
    assert applies(when, Facts(**BY_PERSON))
    assert not applies(when, Facts(**(BY_PERSON | {"confident": False})))
    assert not applies(when, Facts(**(BY_PERSON | {"intent": "sales"})))
    assert not applies(when, Facts(**(BY_PERSON | {"handled_by": "phrase"})))


def test_a_rule_of_its_own_needs_no_change_of_code() -> None:
    own = Rule.model_validate(
        {"rule": "vip", "when": {"intents": ["finance"]}, "kind": "queue", "queue": OWNER, "priority": 1}
        | {"reply_with": "hand_over", "reason": "finance first"}
    )
    seen = Facts(**(SURE | {"intent": "finance", "owner": "finance_desk"}))
    assert route(seen, (own, *read_rules())).queue == "finance_desk"


def test_facts_of_a_turn_whose_agents_are_all_missing_are_the_careful_ones() -> None:
    assert facts(task("a red light")) == Facts()


@pytest.mark.parametrize("found", [{"intent": intent()}, {"sentiment": sentiment()}])
def test_one_of_intent_and_sentiment_is_enough_to_be_understood(found: dict[str, Any]) -> None:
    assert facts(task(**found)).understood
    assert not facts(task(knowledge=knowledge(passage()))).understood


def test_an_intent_below_the_threshold_is_a_guess() -> None:
    assert facts(task(intent=intent(confidence=MIN_INTENT_CONFIDENCE))).confident
    assert not facts(task(intent=intent(confidence=MIN_INTENT_CONFIDENCE - 0.01))).confident


@pytest.mark.parametrize(("confidence", "certain"), [(CERTAIN_INTENT_CONFIDENCE, True), (0.79, False)])
def test_an_intent_from_the_second_threshold_on_is_beyond_doubt(confidence: float, certain: bool) -> None:  # noqa: FBT001
    assert facts(task(intent=intent(confidence=confidence))).certain is certain


@pytest.mark.parametrize("text", ["no thanks", "Nein danke!", "non MERCI", "no, gracias"])
def test_thanks_are_heard_in_every_language(text: str) -> None:
    assert facts(task(text)).thanks
    assert not facts(task("a thankless job")).thanks


def test_the_larger_urgency_of_intent_and_mood_counts() -> None:
    assert facts(task(intent=intent(urgency=0.3), sentiment=sentiment(urgency=0.7))).urgency == 0.7
    assert facts(task(intent=intent(urgency=0.9), sentiment=sentiment(urgency=0.7))).urgency == 0.9


def test_found_passages_are_a_fact_and_an_empty_finding_is_none() -> None:
    assert facts(task(knowledge=knowledge(passage()))).passages
    assert not facts(task(knowledge=knowledge())).passages


@pytest.mark.parametrize(
    ("before", "score", "rule"), [(1, -0.9, "angry"), (0, -0.9, "no_answer"), (1, 0.0, "no_answer"), (2, None, "angry")]
)
def test_hands_over_to_a_person_after_two_angry_turns(before: int, score: float | None, rule: str) -> None:
    mood: dict[str, Any] = {} if score is None else {"sentiment": sentiment(score)}
    found = load()(task(dialogue=Dialogue(angry_turns=before), intent=intent(), **mood))
    assert isinstance(found, RoutingFinding)
    assert found.rule == rule


def test_every_queue_and_owner_has_a_name_in_every_language() -> None:
    queues = {rule.queue for rule in read_rules() if rule.queue} - {OWNER, WAITING}
    owners = {entry.owner for entry in read_catalogue().values()} - {"none"}
    assert len(queues | owners) >= 6
    for language in SERVED_LANGUAGES:
        phrases = words_of(Phrases, language)
        assert queues | owners | {FALLBACK_QUEUE} <= set(phrases.queues), language


def test_every_intent_a_rule_names_exists() -> None:
    named = {name for rule in read_rules() for name in (*rule.when.intents, *rule.when.further_intents)}
    assert named
    assert named <= set(read_catalogue())


@pytest.mark.parametrize("name", sorted(read_catalogue()))
def test_every_intent_that_is_understood_leads_somewhere_with_a_queue_or_an_answer(name: str) -> None:
    entry = read_catalogue()[name]
    seen = {"owner": entry.owner, "handled_by": entry.handled_by, "confident": True, "urgency": entry.urgency}
    found = routed(intent=name, mood_known=True, **seen)
    assert (found.queue is None) == (found.kind == "answer")
    assert found.queue not in (OWNER, WAITING)
