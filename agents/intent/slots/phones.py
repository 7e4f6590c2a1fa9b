"""Phone numbers as E.164. `privacy.phones` finds them, libphonenumber says which country's they are."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import zip_longest
from typing import Final

from agents.intent.slots.reading import Jump, Reading
from agents.intent.slots.settle import Found
from languages.topic import words_of, words_of_all
from languages.topics.phones import PhoneWords

IN_FICTION: Final = re.compile(r"\(?0(?:7700 ?900|1632 ?960)")
"""Beginnings that Ofcom keeps for films and demonstrations; libphonenumber holds them for valid in another country."""
FEWEST_DIGITS: Final = 8
"""A shorter number has no area code, and nobody elsewhere could dial it."""
HUNDRED_AND_ONE: Final = re.compile(r"0*[1-9]0[1-9]")
SPOKEN: Final = re.compile(r"\d+|[^\W\d_]+")


def phones(reading: Reading, language: str) -> Iterator[Found]:
    """Every phone number; one that cannot be dialled is left out."""
    from privacy.number_ends import EXTENSION
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
    """The digits of a number in words: "double oh seven" is 007, "nine hundred one two" is 90012."""
    digits, repeat, at = "", 1, start
    zero, repeats = _spoken()
    numbers = {jump.start: (jump.end, said) for jump, said in _said(reading)}
    for word in SPOKEN.finditer(reading.normalised, start, end):
        if word.start() < at:
            continue
        at, said = numbers.get(word.start(), (word.end(), "0" if word.group() in zero else word.group()))
        repeat, digits = (
            (repeats[said], digits) if said in repeats else (1, digits + "".join(filter(str.isdigit, said)) * repeat)
        )
    return digits


def _said(reading: Reading) -> Iterator[tuple[Jump, str]]:
    """Every number in words and its digits as they are dialled.

    Where digits are said one by one a hundred stands for itself: "nine hundred one two three" is 900123, while "nine
    hundred one" alone is 901.
    """
    for jump, following in zip_longest(reading.jumps, reading.jumps[1:]):
        said = reading.plain[jump.plain_start : jump.plain_end]
        words = reading.normalised[jump.start : jump.end].split()
        one_by_one = following and following.plain_end - following.plain_start == 1 and following.start <= jump.end + 2
        apart = len(words) > 1 and words[-2] not in _links()
        if one_by_one and apart and HUNDRED_AND_ONE.fullmatch(said):
            said = f"{said[:-2]}00{said[-1]}"
        yield jump, said


@cache
def _links() -> frozenset[str]:
    """Words that join a number to the hundred before it, in every language."""
    return frozenset(word for each in words_of_all(PhoneWords) for word in each.hundred_links)


@cache
def _spoken() -> tuple[frozenset[str], Mapping[str, int]]:
    """Words for zero, and those that repeat the next digit, in every language."""
    words = words_of_all(PhoneWords)
    repeats = {word: times for each in words for word, times in each.repeats.items()}
    return frozenset(word for each in words for word in each.zero), repeats
