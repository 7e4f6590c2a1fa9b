"""The bases of models: what comes from outside is held to the letter, what is ours survives its past and its future."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from contracts.base import Contract, Strict, Tolerant
from contracts.session import Dialogue
from contracts.turn import AgentTask

ROOT = Path(__file__).parent.parent.parent.parent


class Page(Strict):
    """A model of what comes from outside."""

    number: int


class Book(Tolerant):
    """A model of what is stored."""

    title: str = ""
    pages: tuple[Page, ...] = ()


def product_files() -> list[Path]:
    folders = re.search(r"root_packages = \[(.*?)\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.S)
    assert folders
    return [path for name in re.findall(r'"(\w+)"', folders[1]) for path in sorted((ROOT / name).rglob("*.py"))]


def test_every_model_says_whether_it_is_strict_or_tolerant() -> None:
    undecided = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in product_files()
        for name in re.findall(r"^class (\w+)\([^)]*\bContract\b", path.read_text(encoding="utf-8"), re.M)
    ]
    assert undecided == ["contracts/base.py: Strict", "contracts/base.py: Tolerant"]
    assert "extra" not in Contract.model_config


def test_no_model_is_changed_behind_the_checks() -> None:
    unchecked = re.compile(r"\.model_copy\(|\.model_construct\(")
    assert [path for path in product_files() if unchecked.search(path.read_text(encoding="utf-8"))] == []


class Reading(Strict):
    """A model with fields of another one, and one of its own."""

    pages: tuple[Page, ...]
    by: str


def test_what_another_model_says_is_taken_without_copying_what_is_in_it() -> None:
    book = Book(title="Manual", pages=(Page(number=1),))
    reading = Reading.taken_from(book, by="Ann")
    assert reading == Reading(pages=book.pages, by="Ann")
    assert reading.pages[0] is book.pages[0]
    with pytest.raises(ValidationError, match="by"):
        Reading.taken_from(book)


def test_a_strict_model_refuses_a_field_that_it_does_not_know() -> None:
    with pytest.raises(ValidationError, match="colour"):
        Page.model_validate({"number": 1, "colour": "red"})


def test_a_tolerant_model_ignores_it_also_within() -> None:
    assert Dialogue.model_validate({"turns": 2, "later": {"a": 1}}) == Dialogue(turns=2)
    task = AgentTask.model_validate({"text": "hello", "dialogue": {"turns": 2, "later": 1}, "later": []})
    assert task == AgentTask(text="hello", dialogue=Dialogue(turns=2))


def test_what_a_person_wrote_is_read_strictly_also_into_a_tolerant_model() -> None:
    assert Book.as_written({"title": "A"}) == Book(title="A")
    with pytest.raises(ValidationError, match="titel"):
        Book.as_written({"titel": "A"})


def test_a_changed_model_is_another_and_keeps_the_rest() -> None:
    before = AgentTask(text="hello", dialogue=Dialogue(turns=2))
    after = before.changed(text="bye")
    assert (before.text, after.text, after.dialogue) == ("hello", "bye", before.dialogue)


def test_a_change_of_a_field_that_there_is_not_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="Dialogue has no field angry, trun"):
        Dialogue().changed(trun=1, angry=True)


@pytest.mark.parametrize(
    "change", [{"turns": "many"}, {"turns": None}, {"vehicle": {"model": "Kite"}}, {"holder": "robot"}]
)
def test_a_change_to_a_value_that_does_not_fit_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Dialogue().changed(**change)


def test_a_change_gives_nested_models_no_field_that_they_do_not_have() -> None:
    with pytest.raises(ValidationError, match="later"):
        AgentTask(text="hello").changed(dialogue={"later": 1})


def test_of_a_broken_record_what_can_be_read_is_kept_and_what_cannot_is_named() -> None:
    record = {"turns": 3, "mood": "fine", "vehicle": {"model": 7}, "queue": "sales", "later": 1}
    assert Dialogue.salvaged(record) == (Dialogue(turns=3, queue="sales"), ["mood", "vehicle"])
    assert Dialogue.salvaged({"turns": 3}) == (Dialogue(turns=3), [])


@pytest.mark.parametrize("record", [None, "text", ["turns"], 7])
def test_a_record_that_is_no_object_has_nothing_to_keep(record: object) -> None:
    dialogue, broken = Dialogue.salvaged(record)
    assert dialogue == Dialogue()
    assert broken == sorted(Dialogue.model_fields)
