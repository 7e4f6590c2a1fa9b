"""The scripts that ship, and files that are none."""

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from agents.__main__ import DOCUMENTS, demo_customer
from contracts.errors import InvalidInput
from evaluation.scripted.script import NOWHERE, TurnKind, read_scripts
from languages.phrases import Phrases
from languages.topic import words_of

SCRIPTS = read_scripts()
TURNS = [turn for script in SCRIPTS for turn in script.turns]


def test_there_are_six_conversations_in_each_language_and_some_in_italian() -> None:
    counts = Counter(script.language for script in SCRIPTS)
    assert all(counts[language] >= 6 for language in ("en", "de", "fr", "es"))
    assert counts["it"] >= 2
    assert len({script.name for script in SCRIPTS}) == len(SCRIPTS)


def test_every_kind_of_turn_is_tried() -> None:
    assert {turn.kind for turn in TURNS} == set(get_args(TurnKind))


def test_pages_customers_and_queues_that_scripts_name_are_there() -> None:
    assert {page for turn in TURNS for page in turn.cites or () if not (DOCUMENTS / f"{page}.md").exists()} == set()
    assert all(demo_customer(script.customer) for script in SCRIPTS if script.customer)
    queues = {queue for turn in TURNS for queue in turn.queue or ()}
    assert queues <= {*words_of(Phrases, "en").queues, NOWHERE}


def test_every_turn_expects_more_than_that_nothing_alarms() -> None:
    heard = [turn for turn in TURNS if turn.kind != "past_or_figurative"]  # there nothing else matters
    assert [turn.say for turn in heard if not (turn.reply or turn.has or turn.queue)] == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("- {name: en-a, turns: [", "it.yaml"),
        ("- {name: en-a, turns: [{say: hi, kind: courtesy}]}", "at least 4 items"),
        ("- {name: en-a, turns: [{say: hi, kind: gossip}]}", "turns.0.kind"),
        ("- {name: en-a, turns: [{say: hi, kind: courtesy, mood: good}]}", "turns.0.mood"),
    ],
)
def test_a_file_that_holds_something_else_is_named(tmp_path: Path, text: str, part: str) -> None:
    (tmp_path / "it.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        read_scripts(tmp_path)
    assert part in str(caught.value)
