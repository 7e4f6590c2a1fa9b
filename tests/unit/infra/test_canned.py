"""What an operator writes of canned replies."""

import json
import sys
from pathlib import Path

import pytest

from contracts.errors import InvalidInput
from conversations.canned.fill import fill
from infra.canned import main, read_canned_file
from infra.local.demo import DEMO
from store.canned import read_canned
from tests.unit.aws import physical


def file_of(*texts: str, field: str = "text") -> str:
    """A file with replies of the same name."""
    return json.dumps({"replies": [{"name": "a", "languages": {"en": {"title": "A", field: text}}} for text in texts]})


def test_the_demo_has_replies_in_four_languages_that_are_filled_from_a_known_customer() -> None:
    replies = read_canned_file(DEMO / "canned.json")
    assert len(replies) == 12
    known = {"first_name": "Alex", "model": "Kite", "plate": "DM24 KTE", "preferred_dealer": "Quayside", "my_name": "N"}
    for reply in replies:
        assert reply.languages.keys() == {"en", "de", "es", "fr"}
        assert all(not fill(written.text, known).gaps for written in reply.languages.values())


@pytest.mark.usefixtures("tables")
def test_the_command_stores_what_the_file_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    file = str(DEMO / "canned.json")
    monkeypatch.setattr(sys, "argv", ["canned", file, "--table", physical("Desk"), "--tenant", "harbour"])
    assert main() == 0
    assert {reply.name for reply in read_canned("harbour")} == {reply.name for reply in read_canned_file(Path(file))}


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (file_of("Hello {fist_name}"), "replies.a.en.text"),
        (file_of("Hello {}"), "replies.a.en.text"),
        (file_of("x", "y"), "replies.name"),
        (file_of(""), "replies.0.languages.en.text"),
        (file_of("x", field="txt"), "replies.0.languages.en.txt"),
        ('{"replies": [{"name": "a", "languages": {}}]}', "replies.0.languages"),
        ('{"replies": [{"name": "A b", "languages": {}}]}', "replies.0.name"),
        ('{"reply": []}', "reply"),
        ("{", "file"),
    ],
)
def test_a_slip_of_the_pen_is_named(tmp_path: Path, content: str, field: str) -> None:
    (tmp_path / "canned.json").write_text(content)
    with pytest.raises(InvalidInput) as caught:
        read_canned_file(tmp_path / "canned.json")
    assert caught.value.field == field


def test_markup_in_a_reply_is_text(tmp_path: Path) -> None:
    (tmp_path / "canned.json").write_text(file_of("<script>alert(1)</script>"))
    [reply] = read_canned_file(tmp_path / "canned.json")
    assert reply.languages["en"].text == "<script>alert(1)</script>"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"nowhere\.json"):
        read_canned_file(tmp_path / "nowhere.json")
