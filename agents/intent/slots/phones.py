"""Phone numbers as E.164. `privacy.phones` finds them, libphonenumber says which country's they are."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final

from agents.intent.slots.reading import Reading
from agents.intent.slots.settle import Found
from languages.topic import words_of, words_of_all
from languages.topics.phones import PhoneWords

IN_FICTION: Final = re.compile(r"\(?0(?:7700 ?900|1632 ?960)")
"""Beginnings that Ofcom keeps for films and demonstrations; libphonenumber holds them for valid in another country."""
FEWEST_DIGITS: Final = 8
"""A shorter number has no area code, and nobody elsewhere could dial it."""
SPOKEN: Final = re.compile(r"\d+|[^\W\d_]+")


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
    since people mistype; then one that is valid elsewhere. Where the language has two homes elsewhere comes first.
    """
    import phonenumbers

    from privacy.policy import PHONE_COUNTRIES

    if sum(map(str.isdigit, written)) < FEWEST_DIGITS and not written.startswith("+"):
        return None
    words = words_of(PhoneWords, language)
    home = _home(written, words)
    tries: list[tuple[Callable[[phonenumbers.PhoneNumber], bool], tuple[str, ...]]]
    if IN_FICTION.match(written):
        tries = [(phonenumbers.is_possible_number, (home,))]
    elif words.home_without_zero:
        tries = [(phonenumbers.is_valid_number, (home, *words.countries, *PHONE_COUNTRIES))]
    else:
        tries = [(phonenumbers.is_valid_number, (home, *words.countries))]
    tries += [(phonenumbers.is_possible_number, (home,)), (phonenumbers.is_valid_number, PHONE_COUNTRIES)]
    for accepts, regions in tries:
        for region in regions:
            try:
                number = phonenumbers.parse(written, region)
            except phonenumbers.NumberParseException:
                continue
            if accepts(number):
                return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


def _home(written: str, words: PhoneWords) -> str:
    """The country of a number that names none; a language may have two, whose numbers begin differently."""
    begins_with_zero = written.lstrip("( ").startswith("0")
    return words.home if begins_with_zero or words.home_without_zero is None else words.home_without_zero


def _digits(reading: Reading, start: int, end: int) -> str:
    """The digits of a number in words: "double oh seven" is 007."""
    digits, repeat = "", 1
    zero, repeats = _spoken()
    words = {jump.start: (jump.end, reading.plain[jump.plain_start : jump.plain_end]) for jump in reading.jumps}
    for word in SPOKEN.finditer(reading.normalised, start, end):
        said = words[word.start()][1] if word.start() in words else "0" if word.group() in zero else word.group()
        repeat, digits = (
            (repeats[said], digits) if said in repeats else (1, digits + "".join(filter(str.isdigit, said)) * repeat)
        )
    return digits


@cache
def _spoken() -> tuple[frozenset[str], Mapping[str, int]]:
    """Words for zero, and those that repeat the next digit, in every language."""
    words = words_of_all(PhoneWords)
    repeats = {word: times for each in words for word, times in each.repeats.items()}
    return frozenset(word for each in words for word in each.zero), repeats
