"""What a model says of mood and danger: a danger is only ever added."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, Final, get_args

import pytest

from agents import sentiment as sentiment_folder
from agents.intent.model import wanted_shape, with_wanted
from agents.sentiment.model import TOOL, asked, felt_shape, with_felt
from contracts.findings.danger import DangerFinding, DangerLevel
from contracts.findings.intent import IntentFinding
from contracts.findings.of_turn import Findings
from contracts.findings.sentiment import SentimentFinding
from contracts.models import ModelPolicy
from danger.settle import SELF_HARM, UNCLEAR, settled
from encoder.local import LocalEncoder
from models.client import ModelClient
from models.metering import Call
from tests.unit.bedrock import FIRST, Scripted
from tests.unit.builders import intent, sentiment, task

LEVELS: Final = get_args(DangerLevel)
ALWAYS: Final = ModelPolicy(sentiment="always")
SAID: Final = "The Zafira smokes"


def says(**fields: Any) -> dict[str, Any]:
    """A rule by which every model calls the tool with these fields."""
    return {"then": {"calls": [{"name": TOOL, "arguments": fields}]}}


def moods() -> Iterator[SentimentFinding | None]:
    yield None
    for danger, probability in product((None, "brakes", SELF_HARM), (None, 0.5, 0.97)):
        found = sentiment(-0.5, danger=danger, urgency=0.3)
        yield found.changed(danger=probability)
        if danger is None:
            yield found.changed(danger=probability, unsure=True)


def words() -> Iterator[DangerFinding | None]:
    yield None
    for level, kind, denied in product(LEVELS, (None, SELF_HARM), (False, True)):
        yield DangerFinding(level=level, probability=0.4, kind=kind, denied=denied)


def intents() -> Iterator[IntentFinding | None]:
    yield None
    for confidence in (0.6, 0.8):
        yield intent("how_to", confidence=confidence)
        yield intent("emergency", confidence=confidence, handled_by="emergency")
        yield intent("small_talk", confidence=confidence, handled_by="phrase")
    yield intent("how_to", confidence=0.5).changed(answers_question=True)


def test_whatever_a_model_says_of_mood_and_intent_the_danger_never_falls() -> None:
    """The settled danger of every combination of what the fast path found and what a model may say."""
    felt = [
        felt_shape()(sentiment=mood, danger=danger)
        for mood in (None, "positive")
        for danger in (None, "none", "possible", "present")
    ]
    wanted = [
        wanted_shape()(intent=name, certain=certain)
        for name in (None, "how_to", "small_talk", "emergency")
        for certain in (True, False)
    ]
    tried = 0
    for mood, said, want in product(moods(), words(), intents()):
        before = Findings(sentiment=mood, danger=said, intent=want)
        level, given = LEVELS.index(settled(before).level), task(findings=before)
        for by_felt in {with_felt(given, mood, one) for one in felt}:
            for by_wanted in {with_wanted(given, want, one) for one in wanted}:
                after = settled(before.changed(sentiment=by_felt, intent=by_wanted))
                assert LEVELS.index(after.level) >= level, (before, by_felt, by_wanted)
                tried += 1
    assert tried > 5_000


@pytest.mark.parametrize("mood", [one for one in moods() if one is not None])
def test_what_the_fast_path_says_of_the_mood_stays(mood: SentimentFinding) -> None:
    found = with_felt(task(), mood, felt_shape()(sentiment="positive", danger="none"))
    assert found == mood


def test_a_danger_that_only_the_model_sees_is_one_of_its_kind() -> None:
    found = with_felt(task(), sentiment(), felt_shape()(danger="present", danger_kind="brakes"))
    assert found is not None
    assert (found.safety_critical, found.reason, found.unsure) == (True, "brakes", False)
    assert settled(Findings(sentiment=found, intent=intent(confidence=1.0))).level == "danger"


def test_a_danger_without_a_kind_is_unclear_and_a_possible_one_is_asked_about() -> None:
    present = with_felt(task(), sentiment(), felt_shape()(danger="present"))
    possible = with_felt(task(), sentiment(), felt_shape()(danger="possible"))
    assert present is not None
    assert present.reason == UNCLEAR
    assert possible is not None
    assert (possible.safety_critical, possible.unsure) == (False, True)


def test_a_model_that_says_half_is_no_finding_where_there_was_none() -> None:
    assert with_felt(task(), None, felt_shape()(sentiment="negative")) is None
    assert with_felt(task(), None, felt_shape()(danger="present")) is None
    found = with_felt(task(), None, felt_shape()(sentiment="negative", danger="none"))
    assert found is not None
    assert (found.sentiment, found.safety_critical, found.unsure) == ("negative", False, False)


def test_a_difference_is_logged_without_a_word_of_the_message(logged: Callable[[], list[dict[str, Any]]]) -> None:
    with_felt(task(SAID), sentiment(), felt_shape()(danger="present", danger_kind="brakes"))
    with_felt(task(SAID), sentiment(danger="brakes"), felt_shape()(danger="none"))
    with_felt(task(SAID), sentiment(), felt_shape()(danger="none"))
    lines = logged()
    assert [(line["danger"], line["danger_of_model"]) for line in lines] == [("none", "present"), ("present", "none")]
    assert "Zafira" not in str(lines)


def test_the_finding_names_the_model_and_what_it_cost(
    client: ModelClient, scripted: Scripted, calls: list[Call]
) -> None:
    scripted(says(sentiment="negative", danger="present", danger_kind="brakes"))
    found = asked(task(SAID), sentiment(), client)
    assert (found.path, found.model, found.reason) == ("bedrock", f"eu.anthropic.{FIRST}", "brakes")
    assert found.cost_usd == pytest.approx(sum(call.cost_usd for call in calls))


@pytest.mark.parametrize("wrong", [{"danger": "perhaps"}, {"danger_kind": "dragons"}, {"mood": "bad"}])
def test_a_word_that_nobody_knows_is_sent_back_and_then_given_up(
    client: ModelClient, scripted: Scripted, calls: list[Call], wrong: dict[str, Any]
) -> None:
    before = sentiment(-0.4, unsure=True)
    scripted(says(**wrong))
    found = asked(task(SAID), before, client)
    assert len(calls) == 2
    assert found == before.changed(tokens=found.tokens, cost_usd=found.cost_usd)
    assert found.cost_usd > 0


def test_a_model_that_hangs_leaves_the_agent_the_time_to_tell_of_the_danger(
    client: ModelClient, scripted: Scripted, encoder: LocalEncoder
) -> None:
    from contracts.deadline import time_left, within

    scripted({"then": {"silent_s": 30, "text": "late"}})
    agent, alone = sentiment_folder.load(encoder, client), sentiment_folder.load(encoder)
    expected = alone(task("My brakes have failed!"))
    with within(1.5):
        found = agent(task("My brakes have failed!", models=ALWAYS))
        assert time_left() > 0
    assert found == expected.changed(tokens=found.tokens, cost_usd=found.cost_usd)
