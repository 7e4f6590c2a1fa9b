"""Two lines of guards, and what holds when one fails."""

from threading import Event

import pytest

from contracts.deadline import within
from contracts.errors import ConfigurationError, CurbsideError, OutOfTime, Unavailable
from contracts.findings.attack import AttackFinding, AttackLevel
from guards.lines import AttackJudge, Judging, judged, may


def saying(level: AttackLevel) -> AttackJudge:
    return lambda text: AttackFinding(level=level, model=level)


def failing(error: CurbsideError) -> AttackJudge:
    def line(text: str, /) -> AttackFinding:
        raise error

    return line


@pytest.mark.parametrize("error", [Unavailable("bedrock", "ThrottlingException"), OutOfTime(), ConfigurationError("x")])
def test_when_a_line_fails_a_message_is_read_with_a_flag_and_nothing_is_done(error: CurbsideError) -> None:
    found = judged("hello", [saying("harmless"), failing(error)])
    assert found.failed
    assert may("reading", found)
    assert not may("action", found)


def test_the_worst_finding_counts_whichever_line_has_it() -> None:
    assert judged("hello", [saying("harmless"), saying("unsure")]).level == "unsure"
    assert judged("hello", [saying("unsure"), saying("harmless")]).level == "unsure"
    found = judged("hello", [failing(OutOfTime()), saying("attack")])
    assert (found.level, found.failed) == ("attack", True)


def test_behind_an_attack_nobody_is_asked() -> None:
    def never(text: str, /) -> AttackFinding:
        raise AssertionError("asked")

    assert judged("hello", [saying("attack"), never]).level == "attack"


def test_who_waits_for_a_second_line_no_longer_is_told_so_once_and_for_all() -> None:
    answer = Event()

    def late(text: str, /) -> AttackFinding:
        answer.wait()
        return AttackFinding(level="attack")

    judging = Judging(AttackFinding(level="harmless"), "hello", late)
    with within(0):
        assert (judging.finding.level, judging.finding.failed) == ("unsure", True)
    answer.set()
    assert judging.finding.level == "unsure"


@pytest.mark.parametrize("second", ["harmless", "unsure", "attack"])
@pytest.mark.parametrize("first", ["harmless", "unsure"])
def test_the_worse_of_two_lines_counts_that_look_side_by_side(first: AttackLevel, second: AttackLevel) -> None:
    found = Judging(AttackFinding(level=first), "hello", saying(second)).finding
    assert (found.level, found.failed) == (max(first, second, key=["harmless", "unsure", "attack"].index), False)


def test_without_lines_everything_is_harmless() -> None:
    assert judged("hello", []) == AttackFinding(level="harmless")


@pytest.mark.parametrize(
    ("level", "reading", "action"), [("harmless", True, True), ("unsure", True, False), ("attack", False, False)]
)
def test_what_is_unsure_is_read_and_an_attack_is_not(level: AttackLevel, *, reading: bool, action: bool) -> None:
    found = AttackFinding(level=level)
    assert (may("reading", found), may("action", found)) == (reading, action)
