"""Reading documents: Markdown with front matter."""

import re
from pathlib import Path
from typing import Final, Literal

import yaml
from pydantic import ValidationError

from contracts.base import Contract
from contracts.errors import InvalidInput

_FRONT_MATTER: Final = re.compile(r"\A---\r?\n(.*?)\r?\n---\r?\n", re.DOTALL)


class FrontMatter(Contract):
    """What a document says about itself."""

    title: str
    section: str
    brand: str
    models: tuple[str, ...]
    language: str
    audience: Literal["customer", "agent"]
    demo: bool = False


class Document(Contract):
    """One document. `source` is its path inside the knowledge base, with forward slashes."""

    source: str
    about: FrontMatter
    body: str


def read_document(path: Path, root: Path) -> Document:
    """Read one Markdown file. Raises `InvalidInput` naming the file and what is wrong in it."""
    source = path.relative_to(root).as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InvalidInput(source, "is not valid UTF-8") from error
    found = _FRONT_MATTER.match(text)
    if found is None:
        raise InvalidInput(source, "does not start with front matter between two lines of ---")
    try:
        about = FrontMatter.model_validate(yaml.safe_load(found[1]))
    except (ValidationError, yaml.YAMLError) as error:
        raise InvalidInput(source, f"has front matter that cannot be read: {error}") from error
    return Document(source=source, about=about, body=text[found.end() :])


def read_folder(root: Path) -> list[Document]:
    """All documents below `root`, by path. README files describe a folder and are no documents."""
    paths = sorted(path for path in root.rglob("*.md") if path.name != "README.md")
    if not paths:
        raise InvalidInput(str(root), "holds no Markdown documents")
    return [read_document(path, root) for path in paths]
