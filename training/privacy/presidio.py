"""Read sentences in the layout of presidio-research: a list of objects with `full_text`, `spans` and `template_id`."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import BaseModel, TypeAdapter, ValidationError

from contracts.errors import InvalidInput
from privacy.spans import PiiType, Span

FILE: Final = "presidio_train.json"
TYPES: Final[Mapping[str, PiiType]] = {
    "PERSON": PiiType.PERSON,
    "STREET_ADDRESS": PiiType.ADDRESS,
    "ZIP_CODE": PiiType.ADDRESS,
    "EMAIL_ADDRESS": PiiType.EMAIL,
    "PHONE_NUMBER": PiiType.PHONE,
    "CREDIT_CARD": PiiType.CARD,
    "IBAN_CODE": PiiType.IBAN,
    "US_SSN": PiiType.ID_NUMBER,
    "US_DRIVER_LICENSE": PiiType.ID_NUMBER,
    "IP_ADDRESS": PiiType.IP,
    "DOMAIN_NAME": PiiType.URL,
}
"""ORGANIZATION, NRP, TITLE and AGE are left out, see `PiiType`; GPE and DATE_TIME count only as below."""
BIRTH: Final = re.compile(r"\b(?:born|birth)\b", re.IGNORECASE)
BETWEEN: Final = re.compile(r"[\s,]{0,9}")


class Marked(BaseModel):
    """One entity."""

    entity_type: str
    start_position: int
    end_position: int


class Row(BaseModel):
    """One sentence."""

    full_text: str
    spans: list[Marked]
    template_id: int


class Example(NamedTuple):
    """A sentence and what has to be masked in it."""

    text: str
    spans: tuple[Span, ...]
    template: int


def read_examples(folder: Path) -> list[Example]:
    """Read `presidio_train.json`. Raises `InvalidInput` if it is missing or has another layout."""
    path = folder / FILE
    try:
        rows = TypeAdapter(list[Row]).validate_json(path.read_bytes())
    except OSError as error:
        raise InvalidInput(str(path), f"{path} cannot be read") from error
    except ValidationError as error:
        raise InvalidInput(str(path), f"{path} is no list of sentences with spans") from error
    return [Example(row.full_text, _wanted(row), row.template_id) for row in rows]


def _wanted(row: Row) -> tuple[Span, ...]:
    """Spans of the types that are masked; a place counts beside a street or postcode, a date after "born"."""
    spans = sorted(row.spans, key=lambda span: span.start_position)
    kinds = [TYPES.get(span.entity_type) for span in spans]
    for at, span in enumerate(spans):
        if span.entity_type == "DATE_TIME" and BIRTH.search(
            row.full_text[max(0, span.start_position - 25) : span.start_position]
        ):
            kinds[at] = PiiType.DATE_OF_BIRTH
    for order in (range(len(spans)), range(len(spans) - 1, -1, -1)):
        for at in order:
            if (
                spans[at].entity_type == "GPE"
                and kinds[at] is None
                and _beside_address(row.full_text, spans, kinds, at)
            ):
                kinds[at] = PiiType.ADDRESS
    return tuple(
        Span(start=s.start_position, end=s.end_position, type=k)
        for s, k in zip(spans, kinds, strict=True)
        if k is not None
    )


def _beside_address(text: str, spans: Sequence[Marked], kinds: Sequence[PiiType | None], at: int) -> bool:
    before = at > 0 and kinds[at - 1] is PiiType.ADDRESS and text[spans[at - 1].end_position : spans[at].start_position]
    after = (
        at + 1 < len(spans)
        and kinds[at + 1] is PiiType.ADDRESS
        and text[spans[at].end_position : spans[at + 1].start_position]
    )
    return any(isinstance(gap, str) and bool(BETWEEN.fullmatch(gap.strip("?>"))) for gap in (before, after))
