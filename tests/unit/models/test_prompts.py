"""Prompts are files with a version, and no two are taken for one."""

from pathlib import Path

import pytest

from contracts.errors import ConfigurationError
from models.prompts import read_prompt

ROOT = Path(__file__).parents[3]


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "intent" / "prompt.md"
    path.parent.mkdir()
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_prompt_is_named_by_its_folder_its_version_and_its_words(tmp_path: Path) -> None:
    prompt = read_prompt(written(tmp_path, "version: 3\n\nSay what is wanted.\n\nBe brief.\n"))
    assert prompt.text == "Say what is wanted.\n\nBe brief."
    assert prompt.version.startswith("intent 3 (")


def test_other_words_are_another_version_also_where_nobody_counted_on(tmp_path: Path) -> None:
    versions = set[str]()
    for number, words in enumerate(("Say it.", "Say it!")):
        folder = tmp_path / str(number)
        folder.mkdir()
        versions.add(read_prompt(written(folder, f"version: 1\n\n{words}\n")).version)
    assert len(versions) == 2


def test_a_prompt_with_other_words_filled_in_is_another_version(tmp_path: Path) -> None:
    prompt = read_prompt(written(tmp_path, "version: 1\n\nChoose one of {these}; leave {others} alone.\n"))
    two = [prompt.filled(these=words) for words in ("a, b", "a, c")]
    assert two[0].text == "Choose one of a, b; leave {others} alone."
    assert len({prompt.version, *(one.version for one in two)}) == 3


@pytest.mark.parametrize(
    "content",
    [
        "",
        "Say it.",
        "version: 1\nSay it.",
        "version: 1\n\n \n",
        "version: \n\nSay it.",
        "version: one\n\nSay it.",
        "version: 1\nauthor: me\n\nSay it.",
        b"version: 1\n\nSay \xff it.",
    ],
)
def test_a_file_that_is_no_prompt_is_refused(tmp_path: Path, content: str | bytes) -> None:
    with pytest.raises(ConfigurationError, match=r"prompt\.md"):
        read_prompt(written(tmp_path, content))


def test_a_prompt_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"gone\.md"):
        read_prompt(tmp_path / "gone.md")


@pytest.mark.parametrize("path", sorted(ROOT.glob("agents/*/prompt.md")), ids=lambda path: path.parent.name)
def test_every_prompt_of_ours_can_be_read(path: Path) -> None:
    assert read_prompt(path).text
