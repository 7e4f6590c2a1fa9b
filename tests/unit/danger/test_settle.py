"""What all that was found says of danger."""

from contracts.findings import DangerFinding, Findings
from danger.settle import settled
from tests.unit.builders import sentiment

WORDS = DangerFinding(level="danger", probability=0.9, kind="fire")


def test_while_the_sentiment_agent_is_missing_the_words_stand() -> None:
    assert settled(Findings(danger=WORDS)) == WORDS


def test_what_the_sentiment_agent_found_refines_the_words() -> None:
    assert settled(Findings(danger=WORDS, sentiment=sentiment())).level == "harmless"
    assert settled(Findings(danger=WORDS, sentiment=sentiment(unsure=True))).level == "unsure"
    critical = settled(Findings(sentiment=sentiment(danger="brakes")))
    assert (critical.level, critical.kind) == ("danger", "brakes")


def test_a_task_of_a_version_that_judges_no_words_is_no_danger_by_itself() -> None:
    assert settled(Findings()).level == "harmless"
