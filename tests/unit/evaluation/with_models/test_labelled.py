"""Single messages with a label, as each mode understands them."""

import pytest

from encoder.local import LocalEncoder
from evaluation.sets import Row
from evaluation.with_models.labelled import Labelled, labelled_sets, modes_of_sets, understood
from tests.unit.bedrock import REGION, Scripted

CHARGING = Row("how do I charge the car at home", "en", "charging")
WANTED = {"intent": "charging", "certain": True, "question": ""}
SAYS_CHARGING = {"when": {"tool": "tell_wanted"}, "then": {"calls": [{"name": "tell_wanted", "arguments": WANTED}]}}

pytestmark = pytest.mark.usefixtures("small_knowledge_base", "patience")


def of_intents(*rows: Row) -> Labelled:
    return Labelled(
        "x", "synthetic", rows, lambda answer: answer.findings.intent.intent if answer.findings.intent else ""
    )


def test_the_fast_path_asks_nobody_and_always_asks_for_every_message(
    encoder: LocalEncoder, double: object, scripted: Scripted
) -> None:
    scripted(SAYS_CHARGING)
    one = of_intents(CHARGING, CHARGING._replace(text="charge", before=("my car is the Kite",)))
    found, off = understood(one, "off", encoder, REGION)
    assert (found[0], off.calls) == ("charging", [])
    found, always = understood(one, "always", encoder, REGION)
    assert found == ["charging", "charging"]
    assert {call.purpose for call in always.calls} == {"intent", "sentiment"}, "no reply is written"
    assert len(always.calls) == 6, "two agents, three messages"


def test_without_a_model_no_quality_is_told(encoder: LocalEncoder, double: object) -> None:
    (double_said,) = modes_of_sets([of_intents(CHARGING)], encoder, REGION, quality=False)
    assert "| x (synthetic) | 1 | 0.00 calls | 0.00 calls | 2.00 calls |" in double_said
    told = "\n".join(modes_of_sets([of_intents(CHARGING)], encoder, REGION, quality=True))
    assert "| x (synthetic) | 1 | 1.000 (1.00 to 1.00), 0.00 USD |" in told


def test_every_set_is_drawn_once_and_alike(encoder: LocalEncoder) -> None:
    first, again = labelled_sets(encoder, 5), labelled_sets(encoder, 5)
    assert [one.rows for one in first] == [one.rows for one in again]
    assert {len(one.rows) for one in first} == {5}
