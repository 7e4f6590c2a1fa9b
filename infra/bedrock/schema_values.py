"""The least that obeys a JSON schema: arguments for a tool that must be called, made without any model."""

from dataclasses import dataclass
from typing import Any, Final

_LEAST: Final[dict[str, Any]] = {"boolean": False, "null": None}
QUESTION: Final = "question"
"""A field of this name gets what the user wrote; every other text stays empty."""
Schema = dict[str, Any]


def least(schema: Schema, question: str) -> Any:
    """Return required fields only; of words to choose from the first, else 0, false, an empty text or list."""
    return _Values(schema, question).of(schema)


@dataclass(frozen=True)
class _Values:
    root: Schema
    question: str

    def of(self, schema: Schema, name: str = "") -> Any:
        schema = self._one_of(schema)
        for key in ("const", "default"):
            if key in schema:
                return schema[key]
        if words := schema.get("enum"):
            return words[0]
        kind = schema.get("type", "object" if "properties" in schema else "string")
        return self._of_type(schema, kind[0] if isinstance(kind, list) else kind, name)

    def _of_type(self, schema: Schema, kind: str, name: str) -> Any:
        if kind == "object":
            fields = schema.get("properties", {})
            return {field: self.of(fields.get(field, {}), field) for field in schema.get("required", [])}
        if kind == "array":
            return [self.of(schema.get("items", {}), name) for _ in range(schema.get("minItems", 0))]
        if kind in ("integer", "number"):
            return schema.get("minimum", 0)
        return _LEAST.get(kind, self.question if name == QUESTION else "")

    def _one_of(self, schema: Schema) -> Schema:
        """Follow references, and take the first where there is a choice."""
        if "$ref" in schema:
            found: Schema = self.root
            for part in schema["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            return self._one_of(found)
        choices = next((schema[key] for key in ("anyOf", "oneOf", "allOf") if schema.get(key)), None)
        return schema if choices is None else self._one_of(choices[0])
