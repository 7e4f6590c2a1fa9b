"""Vehicle identification numbers, whole and rightly formed; one that is mistyped is for the customer to repeat."""

from collections.abc import Iterator

from agents.intent.slots.settle import Found
from contracts.errors import InvalidInput


def vins(text: str) -> Iterator[Found]:
    """Every VIN of 17 characters, in upper case without blanks."""
    from privacy.vehicle import vins as spans
    from vehicles.vin import clean_vin

    for span in spans(text):
        try:
            yield Found(span.start, span.end, clean_vin(text[span.start : span.end]))
        except InvalidInput:
            continue
