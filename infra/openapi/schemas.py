"""Schemas of pydantic models as OpenAPI 3.0.1 wants them: API Gateway imports nothing newer."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, cast

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

TEMPLATE = "#/components/schemas/{model}"
FIRST = ["description", "type", "format", "enum", "nullable"]
"""What is written first of a schema."""
NEWER_WORDS = {"$defs", "const", "examples", "patternProperties", "prefixItems", "propertyNames"}
"""Words of JSON Schema that OpenAPI 3.0 does not have."""


def schemas_of(models: Sequence[type[BaseModel]], mode: JsonSchemaMode) -> dict[str, JsonSchemaValue]:
    """Return the schema of each model, and of each model it is made of, by name."""
    _, found = models_json_schema([(model, mode) for model in models], ref_template=TEMPLATE, schema_generator=Schemas)
    schemas: dict[str, JsonSchemaValue] = found["$defs"]
    for name, schema in schemas.items():
        _refuse_newer_words(name, schema)
    return schemas


class Schemas(GenerateJsonSchema):
    """Says `nullable` for "or null", and takes the docstrings below fields as their descriptions."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never: a title that repeats the field's name tells nothing."""
        return False

    def field_is_required(self, field: Any, total: bool) -> bool:  # noqa: FBT001 - pydantic calls it so
        """In an answer every field is there, also one that has a default."""
        return self.mode == "serialization" or super().field_is_required(field, total)

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Write `X | None`."""
        inner = self.generate_inner(schema["schema"])
        if "$ref" in inner:
            return {"allOf": [inner], "nullable": True}
        listed = {"enum": [*inner["enum"], None]} if "enum" in inner else {}
        return {**inner, **listed, "nullable": True}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        """Write `Literal["one"]` as an enumeration of one."""
        found = super().literal_schema(schema)
        return {"enum": [found.pop("const")], **found} if "const" in found else found

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Write a default only where leaving the field out is possible."""
        found = super().default_schema(schema)
        if self.mode == "serialization" or found.get("default", ...) is None:
            found.pop("default", None)
        return found

    def time_schema(self, schema: core_schema.TimeSchema) -> JsonSchemaValue:
        """Write a time of day. JSON Schema's own `time` has an offset; ours are in the time of a place."""
        return {"type": "string", "pattern": r"^\d{2}:\d{2}:\d{2}$"}

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:
        """Put what something is before what it consists of, and keep fields in the order of the model."""
        return cast(JsonSchemaValue, _sorted(value))

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Write a model, its fields described. Whoever reads an answer has to expect fields that are new."""
        found = super().model_schema(schema)
        found.pop("title", None)
        found["description"] = _in_json(found["description"])
        if self.mode == "serialization":
            found.pop("additionalProperties", None)
        described = field_docstrings(schema["cls"])
        for name, field in found.get("properties", {}).items():
            if name in described:
                found["properties"][name] = _with_description(field, described[name])
        return found


def _sorted(value: Any, *, of_names: bool = False) -> Any:
    """`of_names` are mappings whose keys are names, not words of JSON Schema."""
    if isinstance(value, list):
        return [_sorted(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    words = list(value) if of_names else sorted(value, key=lambda word: FIRST.index(word) if word in FIRST else 99)
    return {word: _sorted(value[word], of_names=word == "properties") for word in words}


def _in_json(text: str) -> str:
    """A docstring's Python in the words of JSON."""
    return re.sub(r"\bNone\b", "null", re.sub(r"\bTrue\b", "true", re.sub(r"\bFalse\b", "false", text)))


def _with_description(field: JsonSchemaValue, text: str) -> JsonSchemaValue:
    """OpenAPI 3.0 reads nothing beside a `$ref`."""
    return {"allOf": [field], "description": text} if "$ref" in field else {**field, "description": text}


def field_docstrings(model: type[BaseModel]) -> dict[str, str]:
    """Return the docstrings below the fields of a model and of the models it derives from, by field.

    pydantic can do this itself (`use_attribute_docstrings`), but each function would then read our sources at start.
    """
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            found |= _docstrings_in(base)
    return found


@cache
def _docstrings_in(model: type[BaseModel]) -> dict[str, str]:
    [definition] = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    body = cast(ast.ClassDef, definition).body
    found = {}
    for statement, following in pairwise(body):
        match statement, following:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = _in_json(" ".join(text.split()))
    return found


def _refuse_newer_words(name: str, schema: JsonSchemaValue) -> None:
    unknown = {word for part in _parts(schema) for word in part if word in NEWER_WORDS}
    if unknown:
        raise ValueError(f"{name} needs {', '.join(sorted(unknown))}, which OpenAPI 3.0 does not have")


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema within a schema; names of properties are not words of JSON Schema."""
    if isinstance(schema, list):
        for entry in schema:
            yield from _parts(entry)
    elif isinstance(schema, dict):
        yield {word: value for word, value in schema.items() if word != "properties"}
        for word, value in schema.items():
            yield from _parts(list(value.values()) if word == "properties" else value)
