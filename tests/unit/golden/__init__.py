"""What earlier versions stored and sent, and ways to spoil it. How it was made is in `README.md`."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

GOLDEN: Final = Path(__file__).parent
FOLDERS: Final = sorted(path for path in GOLDEN.iterdir() if (path / "sessions.json").is_file())
"""One for each form in which records of conversations were ever stored."""
LATER: Final = "a_field_of_a_later_version"
Record = dict[str, Any]


def read(folder: Path, name: str) -> Any:
    """The content of a golden file."""
    return json.loads((folder / name).read_text(encoding="utf-8"))


def with_later_fields(value: Any) -> Any:
    """The same JSON with a field more in every object, at every level."""
    if isinstance(value, Mapping):
        return {name: with_later_fields(part) for name, part in value.items()} | {LATER: {"kind": ["unknown"]}}
    return [with_later_fields(part) for part in value] if isinstance(value, list) else value


def without_each(record: Mapping[str, Any], *needed: str) -> Iterator[tuple[str, Record]]:
    """The record without one of its fields, for each field but those that are needed."""
    for name in record.keys() - set(needed):
        yield name, {other: value for other, value in record.items() if other != name}


def agrees(model: BaseModel, record: Mapping[str, Any]) -> bool:
    """Whether the model holds what a record says, in all fields that both have: either may have more."""
    held = model.model_dump(mode="json")
    return bool(_shared(held, record) == _shared(record, held))


def _shared(value: Any, other: Any) -> Any:
    if isinstance(value, Mapping) and isinstance(other, Mapping):
        return {name: _shared(value[name], other[name]) for name in value.keys() & other.keys()}
    if isinstance(value, list) and isinstance(other, list):
        return [_shared(*pair) for pair in zip(value, other, strict=True)]
    return value


def opened(item: Mapping[str, Any]) -> Record:
    """An item with the JSON in its attributes (`answer`, `dialogue`, `record`) as objects."""
    return {name: _json(value) for name, value in item.items()}


def closed(item: Mapping[str, Any]) -> Record:
    """An item as DynamoDB holds it, of one that is `opened`."""
    return {name: value if set(value) <= _TYPES else {"S": json.dumps(value)} for name, value in item.items()}


_TYPES: Final = {"S", "N", "NS", "BOOL", "NULL"}


def _json(value: Any) -> Any:
    text = value.get("S", "")
    return json.loads(text) if text.startswith("{") else value
