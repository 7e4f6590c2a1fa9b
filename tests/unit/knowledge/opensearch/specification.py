"""The official OpenSearch API specification, as a judge of requests and of the answers that tests give to them.

It is not part of this repository: https://github.com/opensearch-project/opensearch-api-specification, Apache 2.0.
`OPENSEARCH_SPECIFICATION` names a folder with a copy; without it nothing is judged.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from referencing import Registry
from referencing.jsonschema import DRAFT202012

NAMESPACES = ("_core", "indices")
DISTRIBUTION = "amazon-serverless"
_HEADER = "schemas/_core.msearch.yaml#/components/schemas/MultisearchHeader"
_SEARCH = "schemas/_core.msearch.yaml#/components/schemas/MultisearchBody"
_ACTION = "schemas/_core.bulk.yaml#/components/schemas/OperationContainer"

Json = dict[str, Any]


class Operation(NamedTuple):
    """An operation of the API, and the file that describes it."""

    file: str
    path: str
    content: Json


class Specification:
    """Judges exchanges by the files below a folder.

    The schemas allow fields they do not name. Here they do not: a misspelt field would pass otherwise.
    """

    def __init__(self, root: Path) -> None:
        files = {str(file.relative_to(root)): _read(file) for file in sorted((root / "spec").rglob("*.yaml"))}
        self._files = {name.removeprefix("spec/"): content for name, content in files.items()}
        _close(self._files)
        resources = [(name, DRAFT202012.create_resource(file)) for name, file in self._files.items()]
        self._registry: Registry[Any] = Registry().with_resources(resources)

    def judge(self, method: str, path: str, params: Json, body: str | None, answer: tuple[int, str]) -> None:
        """Raise `AssertionError` if request or answer is not as the specification says."""
        operation = self._operation(method, path)
        excluded = operation.content.get("x-distributions-excluded", [])
        assert DISTRIBUTION not in excluded, f"{method} {operation.path} does not exist in {DISTRIBUTION}"
        self._judge_parameters(operation, params)
        self._judge_body(operation, body)
        status, text = answer
        response = operation.content["responses"].get(str(status))
        if response and text:
            schema = self._pointer(operation.file, response, "content", "application/json", "schema")
            self._validate(schema, json.loads(text))

    def _operation(self, method: str, path: str) -> Operation:
        given = path.strip("/").split("/")
        found = []
        for file in (f"namespaces/{name}.yaml" for name in NAMESPACES):
            for template, methods in self._files[file]["paths"].items():
                parts = template.strip("/").split("/")
                if method.lower() in methods and _matches(parts, given):
                    found.append((template.count("{"), Operation(file, template, methods[method.lower()])))
        assert found, f"the specification knows no {method} {path}"
        return min(found)[1]

    def _judge_parameters(self, operation: Operation, params: Json) -> None:
        references = [parameter["$ref"] for parameter in operation.content["parameters"]]
        declared = [self._resolve(operation.file, reference) for reference in references]
        declared += self._files["_global_parameters.yaml"]["components"]["parameters"].values()
        known = {parameter["name"] for parameter in declared if parameter["in"] == "query"}
        assert params.keys() <= known, f"{operation.path} takes no {params.keys() - known}"

    def _judge_body(self, operation: Operation, body: str | None) -> None:
        if "requestBody" not in operation.content:
            assert body is None, f"{operation.path} takes no body"
        elif body is None:
            request = self._resolve(operation.file, operation.content["requestBody"]["$ref"])
            assert not request.get("required"), f"{operation.path} needs a body"
        elif operation.path.endswith(("_bulk", "_msearch")):
            self._judge_lines(operation.path, body)
        else:
            schema = self._pointer(
                operation.file, operation.content["requestBody"], "content", "application/json", "schema"
            )
            self._validate(schema, json.loads(body))

    def _judge_lines(self, path: str, body: str) -> None:
        assert body.endswith("\n"), f"the last line of a {path} ends with a line feed"
        for number, line in enumerate(body.removesuffix("\n").split("\n")):
            if path.endswith("_msearch"):
                self._validate(_SEARCH if number % 2 else _HEADER, json.loads(line))
            elif number % 2 == 0:
                self._validate(_ACTION, json.loads(line))

    def _resolve(self, file: str, reference: str) -> Json:
        content: Json = self._registry.resolver(file).lookup(reference).contents
        return content

    def _pointer(self, file: str, content: Json, *steps: str) -> str:
        """Where something below a reference stands."""
        escaped = (step.replace("~", "~0").replace("/", "~1") for step in steps)
        return f"{file}{content['$ref']}/{'/'.join(escaped)}"

    def _validate(self, schema: str, value: Any) -> None:
        errors = list(Draft202012Validator({"$ref": schema}, registry=self._registry).iter_errors(value))
        assert not errors, "\n".join(f"{error.json_path}: {error.message[:300]}" for error in errors[:5])


@cache
def specification(root: str) -> Specification:
    """The specification below a folder, read once."""
    return Specification(Path(root))


def _read(file: Path) -> Json:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C it takes two seconds, in Python twenty
    content: Json = yaml.load(file.read_bytes(), Loader=loader)  # noqa: S506 - both are safe
    return content


def _matches(template: list[str], given: list[str]) -> bool:
    return len(template) == len(given) and all(
        part == value or (part.startswith("{") and not value.startswith("_"))
        for part, value in zip(template, given, strict=True)
    )


def _close(files: dict[str, Json]) -> None:
    """Refuse fields that no part of a named schema names, and take a value that fits two variants.

    Schemas that others are composed of stay open, since those others name further fields.
    """
    parts = {
        _address(name, reference)
        for name, file in files.items()
        for schema in _schemas(file)
        for part in schema.get("allOf", [])
        if isinstance(reference := part.get("$ref"), str)
    }
    for name, file in files.items():
        for title, schema in file.get("components", {}).get("schemas", {}).items():
            composed = "properties" in schema or "allOf" in schema
            free = "additionalProperties" in schema or "oneOf" in schema or "anyOf" in schema
            if composed and not free and (f"{name}#{title}" not in parts or title == "QueryContainer"):
                schema["unevaluatedProperties"] = False
        for body in file.get("components", {}).get("requestBodies", {}).values():
            for content in body["content"].values():
                content["schema"].setdefault("unevaluatedProperties", False)
        for schema in _schemas(file):
            if isinstance(schema.get("oneOf"), list):
                schema["anyOf"] = [*schema.get("anyOf", []), *schema.pop("oneOf")]


def _address(file: str, reference: str) -> str:
    target, _, pointer = reference.partition("#")
    return f"schemas/{target}#{pointer.rpartition('/')[2]}" if target else f"{file}#{pointer.rpartition('/')[2]}"


def _schemas(content: Any) -> Iterator[Json]:
    if isinstance(content, dict):
        yield content
        for value in content.values():
            yield from _schemas(value)
    elif isinstance(content, list):
        for value in content:
            yield from _schemas(value)
