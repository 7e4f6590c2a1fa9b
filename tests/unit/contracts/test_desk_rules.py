"""What a tenant may write of its desk, and what of it is read later."""

import pytest
from pydantic import ValidationError

from contracts.desk_rules import DeskRules, QueueRules, Site, Step


def test_a_queue_without_rules_of_its_own_has_those_of_the_others() -> None:
    rules = DeskRules(queues={"others": QueueRules(offer_seconds=40), "sales": QueueRules(offer_seconds=10)})
    assert (rules.of_queue("finance_desk").offer_seconds, rules.of_queue("sales").offer_seconds) == (40, 10)
    assert DeskRules().of_queue("sales") == QueueRules()


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (Step(after_seconds=1),),
        (Step(after_seconds=0), Step(after_seconds=30), Step(after_seconds=30)),
        (Step(after_seconds=0, language=2), Step(after_seconds=30, language=3)),
    ],
)
def test_steps_that_are_no_ladder_are_refused(steps: tuple[Step, ...]) -> None:
    with pytest.raises(ValidationError):
        QueueRules(steps=steps)


def test_a_record_of_a_later_time_zone_database_can_be_read() -> None:
    stored = {"time_zone": "Mars/Olympus_Mons"}
    assert Site.model_validate(stored).time_zone == "Mars/Olympus_Mons"
    with pytest.raises(ValidationError, match="no such time zone"):
        Site.as_written(stored)


def test_a_record_whose_site_is_gone_can_be_read() -> None:
    stored = {"queues": {"sales": {"site": "yard"}}}
    assert DeskRules.model_validate(stored).site_of("sales") is None
    with pytest.raises(ValidationError, match=r"no such site: yard \(of sales\)"):
        DeskRules.as_written(stored)
