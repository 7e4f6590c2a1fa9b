"""What is known about a document besides its text: from front matter, a file beside it, or its folder's defaults."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Final, Literal, NamedTuple, Self

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, ValidationError, model_validator
from pydantic_core import ErrorDetails

from contracts.base import Strict
from contracts.errors import InvalidInput
from knowledge.policy import MAX_TITLE_CHARS

SIDECAR: Final = ".metadata.json"
"""Added to a document's file name it gives the file that describes it, as in Amazon Bedrock knowledge bases."""
DEFAULTS: Final = "_defaults.yaml"
"""The file with what holds for all documents of its folder and of the folders below it."""

Audience = Literal["customer", "agent"]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TITLE_CHARS)]


def _single_blanks(heading: str) -> str:
    """As readers give headings: French ones have blanks of a kind that nobody types."""
    return " ".join(heading.split())


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _dated(value: object) -> object:
    """A number would count as seconds since 1970, which nobody means."""
    if isinstance(value, date | str | None):
        return value
    raise ValueError("should be a date such as 2026-11-30")


def _ordered(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


Words = Annotated[tuple[Word, ...], BeforeValidator(_listed)]
Day = Annotated[date | None, BeforeValidator(_dated)]
Year = Annotated[int, Field(ge=1886, le=2100)]
Country = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")]


class FrontMatter(Strict):
    """What a document is about, and for whom."""

    title: Word
    section: Word | None = None
    """Part of the collection it belongs to, such as `Handbook`."""
    brand: Word | None = None
    models: Words = ()
    """Models it applies to; none means all."""
    year_from: Year | None = None
    year_to: Year | None = None
    """First and last model year it applies to."""
    markets: Annotated[tuple[Country, ...], BeforeValidator(_listed), AfterValidator(_ordered)] = ()
    """Countries it applies to, ISO 3166-1 alpha-2 such as `DE`; none means all."""
    language: Annotated[str, StringConstraints(pattern="^[a-z]{2,3}$")]
    """ISO 639 code such as `en`. A region belongs into `markets`."""
    valid_from: Day = None
    valid_until: Day = None
    """First and last day on which it holds."""
    audience: Audience
    """No default: a note for agents must not reach customers because a line was forgotten."""
    demo: bool = False
    questions: Mapping[Annotated[Word, AfterValidator(_single_blanks)], Words] = {}
    """By heading, what customers ask in words of their own that the section below it answers, in whatever languages."""

    @model_validator(mode="after")
    def _from_before_to(self) -> Self:
        for first, last in (("year_from", "year_to"), ("valid_from", "valid_until")):
            start, end = getattr(self, first), getattr(self, last)
            if start is not None and end is not None and start > end:
                raise ValueError(f"`{first}` is later than `{last}`")
        return self


class Layer(NamedTuple):
    """Fields, and where they were said."""

    origin: str
    fields: Mapping[str, object]


def resolve(source: str, layers: Sequence[Layer]) -> FrontMatter:
    """Each field from the first layer that says it. Raises `InvalidInput` naming the field and where it was said."""
    fields, origins = dict[str, object](), dict[str, str]()
    for layer in reversed(layers):
        fields |= layer.fields
        origins |= dict.fromkeys(layer.fields, layer.origin)
    try:
        return FrontMatter.model_validate(fields)
    except ValidationError as error:
        raise InvalidInput(source, "; ".join(_reason(detail, origins) for detail in error.errors())) from error


def _reason(detail: ErrorDetails, origins: Mapping[str, str]) -> str:
    message = detail["msg"].removeprefix("Value error, ")
    if not detail["loc"]:
        return message
    field = str(detail["loc"][0])
    if detail["type"] == "missing":
        return f"`{field}` is missing: say it in front matter, in a {SIDECAR} file beside it or in {DEFAULTS}"
    if detail["type"] == "extra_forbidden":
        return (
            f"`{field}` in {origins[field]} is no field of a document; they are: {', '.join(FrontMatter.model_fields)}"
        )
    return f"`{field}` in {origins[field]}: {message}"


def from_yaml(source: str, origin: str, content: str | bytes) -> Layer:
    """Fields written as YAML, without references: a few lines of these can claim any amount of memory.

    Raises `InvalidInput`.
    """
    import yaml

    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(content, yaml.SafeLoader)):
            raise InvalidInput(source, f"has {origin} with references (`*name`): write out what they stand for")
        fields = yaml.safe_load(content)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InvalidInput(source, f"has {origin} that cannot be read: {' '.join(str(error).split())}") from error
    return Layer(origin, _mapping(source, origin, {} if fields is None else fields))


def from_sidecar(source: str, content: bytes) -> Layer:
    """The fields of `{"metadataAttributes": {...}}`; other keys are the business of other readers."""
    origin = f"{source.rpartition('/')[2]}{SIDECAR}"
    try:
        whole = _mapping(source, origin, json.loads(content))
    except (ValueError, RecursionError) as error:
        raise InvalidInput(source, f"has {origin} that cannot be read: {error}") from error
    if "metadataAttributes" not in whole:
        raise InvalidInput(source, f'has {origin} without "metadataAttributes"')
    return Layer(origin, _mapping(source, origin, whole["metadataAttributes"]))


def _mapping(source: str, origin: str, value: object) -> Mapping[str, object]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise InvalidInput(source, f"has {origin} that cannot be read: it is no list of `field: value`")
    return value
