"""The documentation names files, commands, pages and headings that are there."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

import pytest

from contracts.prompts import MAX_EXAMPLES, MAX_MODEL_CHARS, MAX_PROMPT_CHARS
from handlers.policy import MAX_BODY_BYTES

ROOT: Final = Path(__file__).parents[3]
PAGES: Final = sorted(
    chain(
        ROOT.glob("*.md"), (ROOT / "docs").rglob("*.md"), (ROOT / "ui").rglob("*.md"), (ROOT / "agents").rglob("*.md")
    )
)
DECISIONS: Final = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
FOLDERS: Final = {path.name: path for path in ROOT.iterdir() if path.is_dir() and path.name.isidentifier()}
DAY: Final = r"20\d\d-\d\d-\d\d"
PLACEHOLDERS: Final = re.compile(r"[A-Z]{3,}|<[^>]+>|(?<=/)xx(?=/)")
"""`handlers/NAME.py` stands for any file there, `languages/xx/` for any language."""


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def quoted(page: Path) -> Iterator[str]:
    """What stands between backticks in running text."""
    text = re.sub(r"^ *```.*?^ *```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return (found[1] for found in re.finditer(r"`([^`\n]+)`", text))


def is_path(words: str) -> bool:
    """Whether it looks like a file or folder of the project: it begins with one of its folders, or ends with `.py`."""
    if re.fullmatch(r"\w+\.py", words):
        return True
    first, slash, _ = words.partition("/")
    return re.fullmatch(r"[\w./*<>-]+", words) is not None and bool(slash) and first in FOLDERS


def is_there(path: str) -> bool:
    """Whether something of that name is in the project; a name without a folder may be in any."""
    pattern = PLACEHOLDERS.sub("*", path).rstrip("/")
    return any(ROOT.glob(pattern)) if "/" in pattern else any(any(folder.rglob(path)) for folder in FOLDERS.values())


def headings(page: Path) -> set[str]:
    """The anchors of a page, as GitHub makes them."""
    lines = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    assert [words for words in quoted(page) if is_path(words) and not is_there(words)] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    links = [found for found in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")) if "://" not in found]
    for link in links:
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), link
        assert not anchor or anchor in headings(target), link


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_that_a_page_shows_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for module in re.findall(r"python -m ([a-z_]\w*(?:\.\w+)*)", text):
        path = ROOT / module.replace(".", "/")
        ours = (ROOT / module.partition(".")[0]).is_dir()
        assert not ours or (path / "__main__.py").is_file() or path.with_suffix(".py").is_file(), module
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    shown = set(re.findall(r"(?:^|`)make ([a-z-]+)", text, flags=re.MULTILINE))
    assert shown - targets == set()


@pytest.mark.parametrize("page", DECISIONS, ids=name_of)
def test_every_decision_says_when_it_was_made_and_stands_in_the_index(page: Path) -> None:
    title, _, date, *_ = page.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(rf"\*{DAY}(, changed {DAY})?\*", date)
    number, name = title.removeprefix("# ").split(". ", 1)
    index = (page.parent / "README.md").read_text(encoding="utf-8").splitlines()
    assert page.name.startswith(number.zfill(4))
    assert f"{number}. [{name}]({page.name})" in index


def test_the_page_about_prompts_gives_the_limits_that_hold() -> None:
    text = (ROOT / "docs" / "prompts.md").read_text(encoding="utf-8")
    for limit in (
        f"{MAX_PROMPT_CHARS:,} characters each",
        f"| `examples` | {MAX_EXAMPLES} |",
        f"| `model` | {MAX_MODEL_CHARS} characters |",
        f"{MAX_BODY_BYTES // 1024} kB",
    ):
        assert limit in text


def test_unit_tests_lie_in_folders_of_what_they_test() -> None:
    unit = ROOT / "tests" / "unit"
    folders = {file.parent.relative_to(unit) for file in unit.rglob("test_*.py")} - {Path(), Path("bench")}
    assert [
        folder for folder in folders if not (ROOT / folder).is_dir() and not (ROOT / f"{folder}.py").is_file()
    ] == []
