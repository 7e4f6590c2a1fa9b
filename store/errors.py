"""Errors of pynamodb, and records that cannot be read, in this project's words."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from pydantic import ValidationError
from pynamodb.exceptions import PynamoDBException

from contracts.errors import Unavailable
from observe.log import Fields, log

MALFORMED: Final = "MalformedRecord"
"""The code of `Unavailable` for a record that is there and cannot be read."""


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn pynamodb's errors into `Unavailable`, keeping the AWS code."""
    try:
        yield
    except PynamoDBException as error:
        raise Unavailable("dynamodb", error.cause_response_code or type(error).__name__) from error


def broken_fields(error: ValidationError) -> list[str]:
    """The fields of a record that do not fit, without what they hold."""
    return sorted({str(fault["loc"][0]) if fault["loc"] else "record" for fault in error.errors(include_input=False)})


def report_malformed(table: str, broken: Iterable[str], ids: Fields) -> None:
    """Log that one record cannot be read, or some of its fields: by ids and names of fields, never by content."""
    log("error", "malformed record", {**ids, "table": table, "field": ", ".join(broken)})


def malformed(table: str, broken: Iterable[str], ids: Fields) -> Unavailable:
    """Report a record without which the request cannot go on; the error to raise, `from None` since pydantic quotes."""
    report_malformed(table, broken, ids)
    return Unavailable("dynamodb", MALFORMED)
