"""Danger while agents are missing."""

import pytest

from contracts.turn import AgentName
from encoder.local import LocalEncoder
from evaluation.missing_agents import MOST, WAYS, in_groups, told_by
from evaluation.ordinary import Source
from evaluation.remembering import RememberingEncoder


@pytest.mark.usefixtures("small_knowledge_base")
def test_a_number_is_looked_for_in_the_reply_that_is_left(encoder: LocalEncoder) -> None:
    told = told_by(RememberingEncoder(encoder))
    fire = "Help, my car is on fire and my daughter is still in it!"
    assert all(told(fire, missing) for missing in WAYS.values())
    assert not any(told("How long does the Kite take to charge?", missing) for missing in WAYS.values())


def test_each_agent_that_judges_danger_is_missing_once_alone_and_both_together() -> None:
    assert {len(missing) for missing in WAYS.values()} == {1, 2}
    assert {agent for missing in WAYS.values() for agent in missing} == {
        AgentName.INTENT,
        AgentName.SENTIMENT,
        AgentName.KNOWLEDGE,
    }


def test_real_messages_are_grouped_and_drawn_evenly() -> None:
    many = [str(number) for number in range(2 * MOST)]
    sources = [Source("tweets, en", "real", many[:MOST]), Source("tweets, de", "real", many[MOST:])]
    groups = in_groups([*sources, Source("CLINC150, in scope", "real", ["a"]), Source("presidio", "synthetic", ["b"])])
    assert groups == {"CLINC150": ["a"], "tweets": many[::2]}
    assert "tweets" not in in_groups([])
