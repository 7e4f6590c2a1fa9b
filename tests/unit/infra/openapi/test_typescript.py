"""Types for the widget."""

from typing import Any

import pytest

from infra.openapi.typescript import type_of, typescript

WHEEL = {"$ref": "#/components/schemas/Wheel"}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "integer", "minimum": 1}, "number"),
        ({"type": "string", "nullable": True}, "string | null"),
        ({"type": "string", "enum": ["left", None], "nullable": True}, '"left" | null'),
        (WHEEL, "Wheel"),
        ({"allOf": [WHEEL], "nullable": True}, "Wheel | null"),
        ({"type": "array", "items": WHEEL}, "Wheel[]"),
        ({"type": "array", "items": {"type": "string", "enum": ["a", "b"]}}, '("a" | "b")[]'),
        ({"type": "object", "additionalProperties": {"type": "number"}}, "Record<string, number>"),
        ({"type": "object", "additionalProperties": True}, "Record<string, unknown>"),
    ],
)
def test_a_schema_is_a_type(schema: dict[str, Any], expected: str) -> None:
    assert type_of(schema) == expected


def test_a_schema_of_a_new_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no type is known"):
        type_of({"anyOf": [WHEEL]})


def test_a_model_is_an_interface_with_what_is_known_of_its_fields() -> None:
    field = {"type": "string", "description": "Either.\nOr."}
    schema = {
        "description": "A wheel.",
        "properties": {"side": field, "front": {"type": "boolean"}},
        "required": ["front"],
    }
    assert typescript({"Wheel": schema}).splitlines()[2:] == [
        "/** A wheel. */",
        "export interface Wheel {",
        "  /**",
        "   * Either.",
        "   * Or.",
        "   */",
        "  side?: string;",
        "  front: boolean;",
        "}",
    ]  # fmt: skip
