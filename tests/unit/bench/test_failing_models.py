"""Turns whose first model fails, as they are measured."""

import pytest

from encoder.local import LocalEncoder
from infra.bedrock.server import BedrockServer
from tests.bench import failing_models
from tests.bench.failing_models import FAULTS, HEAD, SOUND, Desk, Fault, row, rules
from tests.unit.bedrock import FIRST, SECOND, Scripted

QUESTION = "What does the red brake light mean?"
FAILS, _, _, IS_CUT = FAULTS


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch, small_knowledge_base: None) -> None:
    monkeypatch.setattr(failing_models, "FIRST_MS", 0)
    monkeypatch.setattr(failing_models, "EACH_MS", 0)


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize(("fault", "by"), [(SOUND, FIRST), (FAILS, SECOND)])
def test_who_answered_is_who_wrote(
    double: BedrockServer, scripted: Scripted, encoder: LocalEncoder, fault: Fault, by: str
) -> None:
    scripted(*rules(fault))
    turn = Desk(encoder).take(QUESTION)
    assert by in turn.by
    assert not turn.in_part
    cells = dict(zip(HEAD, row("x", [turn]), strict=True))
    assert (cells["by the first model"], cells["by the next"]) == (("1", "0") if by == FIRST else ("0", "1"))


@pytest.mark.usefixtures("_quick")
def test_where_no_word_came_the_fast_path_answered(
    double: BedrockServer, scripted: Scripted, encoder: LocalEncoder
) -> None:
    scripted({"then": {"error": "AccessDeniedException"}})
    turn = Desk(encoder).take(QUESTION)
    assert turn.by == ""
    assert turn.in_time
    assert dict(zip(HEAD, row("x", [turn]), strict=True))["by the fast path"] == "1"


def test_faults_are_drawn_the_same_way_each_time() -> None:
    assert list(rules(IS_CUT)) == list(rules(IS_CUT))
    assert len({rule["then"].get("cut_at") for rule in rules(IS_CUT)}) > 10
