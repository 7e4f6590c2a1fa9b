"""Schemas of models, in the words of OpenAPI 3.0."""

from datetime import time
from typing import Any, Literal

import pytest
from pydantic import Field

from contracts.base import Strict
from infra.openapi.schemas import schemas_of


class Wheel(Strict):
    """A wheel."""

    side: Literal["left", "right"] | None = None
    """None for a spare one,
    which lies in the boot."""


class Bicycle(Wheel):
    """Two wheels. True and None are words of Python."""

    name: str = Field(min_length=1)
    front: Wheel
    """The one that steers."""
    back: Wheel | None = None
    kind: Literal["bicycle"] = "bicycle"
    sold_at: time | None = None


class Pair(Strict):
    """Something that OpenAPI 3.0 cannot say."""

    both: tuple[int, str]


def fields(mode: Literal["validation", "serialization"]) -> dict[str, Any]:
    found: dict[str, Any] = schemas_of([Bicycle], mode)["Bicycle"]["properties"]
    return found


def test_or_null_is_said_by_nullable() -> None:
    assert fields("validation")["back"] == {"nullable": True, "allOf": [{"$ref": "#/components/schemas/Wheel"}]}
    assert fields("validation")["side"]["enum"] == ["left", "right", None]


def test_a_field_is_described_by_the_docstring_below_it_also_an_inherited_one() -> None:
    assert fields("validation")["side"]["description"] == "null for a spare one, which lies in the boot."
    front = fields("validation")["front"]
    assert front == {"description": "The one that steers.", "allOf": [{"$ref": "#/components/schemas/Wheel"}]}
    assert schemas_of([Bicycle], "validation")["Bicycle"]["description"].startswith("Two wheels. true and null are")


def test_a_request_may_leave_out_what_has_a_default_and_may_add_nothing() -> None:
    schema = schemas_of([Bicycle], "validation")["Bicycle"]
    assert schema["required"] == ["name", "front"]
    assert schema["additionalProperties"] is False
    assert fields("validation")["kind"] == {"type": "string", "enum": ["bicycle"], "default": "bicycle"}


def test_an_answer_has_every_field_and_may_gain_others() -> None:
    schema = schemas_of([Bicycle], "serialization")["Bicycle"]
    assert set(schema["required"]) == set(Bicycle.model_fields)
    assert "additionalProperties" not in schema
    assert fields("serialization")["kind"] == {"type": "string", "enum": ["bicycle"]}


def test_a_time_of_day_has_no_offset() -> None:
    assert fields("serialization")["sold_at"]["pattern"] == r"^\d{2}:\d{2}:\d{2}$"


def test_what_openapi_3_0_cannot_say_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="Pair needs prefixItems"):
        schemas_of([Pair], "validation")
