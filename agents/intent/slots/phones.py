"""Phone numbers as E.164. `privacy.phones` finds them, libphonenumber says which country's they are."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product, zip_longest
from typing import TYPE_CHECKING, Final

from agents.intent.slots.reading import Jump, Reading
from agents.intent.slots.settle import Found
from languages.topic import words_of, words_of_all
from languages.topics.phones import PhoneWords

if TYPE_CHECKING:
    import phonenumbers

IN_FICTION: Final = re.compile(r"\(?0(?:7700[ \-]?900|1632[ \-]?960)")
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
        spoken = () if any(map(str.isdigit, written)) else _digits(reading, span.start, span.end)
        number = _dialled(spoken or (written,), language)
        if number:
            yield Found(span.start, span.end, number)


def _dialled(readings: Sequence[str], language: str) -> str | None:
    """The number with its country.

    A number that is valid where the language is spoken is that country's; then one that has the right length at home,
    since people mistype; then one that is valid elsewhere. Where the language has two homes elsewhere comes first. Of
    several readings the first that is a number in the earliest of these counts.
    """
    import phonenumbers

    words = words_of(PhoneWords, language)
    numbers = [one for one in readings if sum(map(str.isdigit, one)) >= FEWEST_DIGITS or one.startswith("+")]
    for accepts, regions in _tries(numbers[0], words) if numbers else ():
        for region, written in product(regions, numbers):
            try:
                number = phonenumbers.parse(written, region)
            except phonenumbers.NumberParseException:
                continue
            if accepts(number):
                return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


def _tries(written: str, words: PhoneWords) -> "list[tuple[Callable[[phonenumbers.PhoneNumber], bool], Sequence[str]]]":
    """What a number has to be, and where, the surest first."""
    import phonenumbers

    from privacy.policy import PHONE_COUNTRIES

    home = _home(written, words)
    valid, possible = phonenumbers.is_valid_number, phonenumbers.is_possible_number
    near = (home, *words.countries)
    first = (valid, (*near, *PHONE_COUNTRIES) if words.home_without_zero else near)
    if IN_FICTION.match(written):
        first = (possible, (home,))
    return [first, (possible, (home,)), (valid, PHONE_COUNTRIES)]


def _home(written: str, words: PhoneWords) -> str:
    """The country of a number that names none; a language may have two, whose numbers begin differently."""
    begins_with_zero = written.lstrip("( ").startswith("0")
    return words.home if begins_with_zero or words.home_without_zero is None else words.home_without_zero


def _digits(reading: Reading, start: int, end: int) -> tuple[str, ...]:
    """The digits of a number in words: "double oh seven" is 007.

    "Nine hundred one two three" may be 900123 or 90123: there are two readings of it, the longer first.
    """
    return tuple(dict.fromkeys(_dialled_digits(reading, start, end, apart=apart) for apart in (True, False)))


def _dialled_digits(reading: Reading, start: int, end: int, *, apart: bool) -> str:
    digits, repeat, at = "", 1, start
    zero, repeats = _spoken()
    numbers = {jump.start: (jump.end, said) for jump, said in _said(reading, apart=apart)}
    for word in SPOKEN.finditer(reading.normalised, start, end):
        if word.start() < at:
            continue
        at, said = numbers.get(word.start(), (word.end(), "0" if word.group() in zero else word.group()))
        if said in repeats:
            repeat = repeats[said]
            continue
        some = "".join(filter(str.isdigit, said))
        repeated = some[0] if some.startswith("0") else some  # "double oh nine" is 009
        repeat, digits = 1, digits + repeated * (repeat - 1) + some
    return digits


def _said(reading: Reading, *, apart: bool) -> Iterator[tuple[Jump, str]]:
    """Every number in words and its digits; `apart` keeps a hundred from the digit after it if more follow singly."""
    for jump, following in zip_longest(reading.jumps, reading.jumps[1:]):
        said = reading.plain[jump.plain_start : jump.plain_end]
        words = reading.normalised[jump.start : jump.end].split()
        singly = following and following.plain_end - following.plain_start == 1 and following.start <= jump.end + 2
        if apart and singly and HUNDRED_AND_ONE.fullmatch(said) and len(words) > 1 and words[-2] not in _links():
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
