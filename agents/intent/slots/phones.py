"""Phone numbers as E.164. `privacy.phones` finds them, libphonenumber says which country's they are."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from agents.intent.slots.reading import Reading
from agents.intent.slots.settle import Found
from contracts.policy import PHONE_HOME, PHONE_REGIONS

IN_FICTION: Final = re.compile(r"\(?0(?:7700 ?900|1632 ?960)")
"""Beginnings that Ofcom keeps for films and demonstrations; libphonenumber holds them for valid in another country."""
FEWEST_DIGITS: Final = 8
"""A shorter number has no area code, and nobody elsewhere could dial it."""
SPOKEN: Final = re.compile(r"\d+|[^\W\d_]+")
ZERO: Final = frozenset({"o", "oh", "null", "zero", "cero"})
TIMES: Final[Mapping[str, int]] = {"double": 2, "doppel": 2, "doble": 2, "triple": 3}


def phones(reading: Reading, language: str) -> Iterator[Found]:
    """Every phone number; one that cannot be dialled is left out."""
    from privacy.phones import EXTENSION
    from privacy.phones import phones as spans

    for span in spans(reading.text, language):
        written = EXTENSION.sub("", reading.text[span.start : span.end])
        number = _dialled(
            written if any(map(str.isdigit, written)) else _digits(reading, span.start, span.end), language
        )
        if number:
            yield Found(span.start, span.end, number)


def _dialled(written: str, language: str) -> str | None:
    """The number with its country.

    A number that is valid where the language is spoken is that country's; then one that has the right length at home,
    since people mistype; then one that is valid elsewhere. English has two homes, so there elsewhere comes first.
    """
    import phonenumbers

    if sum(map(str.isdigit, written)) < FEWEST_DIGITS and not written.startswith("+"):
        return None
    home, spoken_in = _home(written, language), PHONE_REGIONS.get(language, ())
    tries: list[tuple[Callable[[phonenumbers.PhoneNumber], bool], tuple[str, ...]]]
    if IN_FICTION.match(written):
        tries = [(phonenumbers.is_possible_number, (home,))]
    elif language == "en":
        tries = [(phonenumbers.is_valid_number, (home, *spoken_in, *PHONE_REGIONS[None]))]
    else:
        tries = [(phonenumbers.is_valid_number, (home, *spoken_in))]
    tries += [(phonenumbers.is_possible_number, (home,)), (phonenumbers.is_valid_number, PHONE_REGIONS[None])]
    for accepts, regions in tries:
        for region in regions:
            try:
                number = phonenumbers.parse(written, region)
            except phonenumbers.NumberParseException:
                continue
            if accepts(number):
                return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


def _home(written: str, language: str) -> str:
    """English is spoken in two countries whose numbers begin differently."""
    return "US" if language == "en" and not written.lstrip("( ").startswith("0") else PHONE_HOME[language]


def _digits(reading: Reading, start: int, end: int) -> str:
    """The digits of a number in words: "double oh seven" is 007."""
    digits, repeat = "", 1
    words = {jump.start: (jump.end, reading.plain[jump.plain_start : jump.plain_end]) for jump in reading.jumps}
    for word in SPOKEN.finditer(reading.folded, start, end):
        said = words[word.start()][1] if word.start() in words else "0" if word.group() in ZERO else word.group()
        repeat, digits = (
            (TIMES[said], digits) if said in TIMES else (1, digits + "".join(filter(str.isdigit, said)) * repeat)
        )
    return digits
