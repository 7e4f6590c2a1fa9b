"""Towns and branches after a word of place: "in Leeds", "near Lyon Part-Dieu", "bei Kassel", "your Quayside branch".

The names of towns are GeoNames' (`towns.z`, made by `training/towns`). A name must have its capital, unless the town is
large and its name no ordinary word ("in leeds"). Without a word of place a name is left alone: it may be a person.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from agents.intent.slots.patterns import one_of, phrase
from agents.intent.slots.reading import Reading
from agents.intent.slots.settle import Found
from contracts.base import Strict
from contracts.errors import ConfigurationError
from languages.normalise import same_length
from languages.topic import words_of
from languages.topics.dates import Dates
from languages.topics.places import Places
from vehicles.makes import words_of_makes

FILE: Final = Path(__file__).with_name("towns.z")
NAMES: Final = Path(__file__).with_name("names.json")
MOST_WORDS: Final = 6
"""Words in the longest name of a town."""
WORD: Final = re.compile(r"(?:d'|l'|o'|st\. )?[^\W\d_]+(?:'[^\W\d_]+)?(?:\.(?=-))?")
GAP: Final = re.compile(r"[ \-/]")
PART: Final = re.compile(r"[ -][^\W\d_]+(?:-[^\W\d_]+)*")
PART_WITH_HYPHEN: Final = re.compile(r"-[^\W\d_]+|[ -][^\W\d_]+-[^\W\d_]+")
MOST_WORDS_OF_A_PART: Final = 2
SHORTEST_PART: Final = 3
"""Letters in the name of a part of a town."""


class Towns(NamedTuple):
    """Names of towns, normalised."""

    names: frozenset[str]
    in_small_letters: Mapping[str, str]
    """Those that count without a capital, and how they are written."""


class Rules(NamedTuple):
    """One language's words, compiled."""

    before: re.Pattern[str]
    joining: re.Pattern[str]
    named: tuple[re.Pattern[str], ...]
    area: re.Pattern[str]
    makes: frozenset[str]
    goes_on: frozenset[str]
    """Words that need another: "Sevilla Santa Justa"."""
    not_names: frozenset[str]
    """Days and months, which some languages write with a capital."""
    part: re.Pattern[str]
    """What follows a town's name when it names a part: in German, where nouns have capitals, only with a hyphen."""


def places(reading: Reading, language: str) -> Iterator[Found]:
    """Every place, as its name is written; a town in small letters as it should be."""
    rules, text = _rules(language), reading.text
    for match in rules.before.finditer(reading.normalised):
        at = match.end()
        while found := _town(reading, at, rules):
            yield found
            following = rules.joining.match(reading.normalised, found.end)
            if not following:
                break
            at = following.end()
    for match in (match for pattern in rules.named for match in pattern.finditer(reading.normalised)):
        start, end = next(match.span(name) for name in match.groupdict() if name.startswith("name"))
        words = reading.normalised[start:end].split()
        if all(text[start + i].isupper() for i in _starts(text[start:end])) and not rules.makes.intersection(words):
            yield Found(start, end, text[start:end])


def _starts(name: str) -> Iterator[int]:
    yield from (match.start() for match in re.finditer(r"(?<!\w)\w", name))


def _town(reading: Reading, at: int, rules: Rules) -> Found | None:
    """The longest name of a town that starts here, with the part of the town that follows it."""
    towns, ends, end = load_towns(), list[int](), at
    while len(ends) < MOST_WORDS and (word := WORD.match(reading.normalised, end)):
        ends.append(word.end())
        gap = GAP.match(reading.normalised, word.end())
        if not gap:
            break
        end = gap.end()
    for end in reversed(ends):
        name = key_of(reading.normalised[at:end])
        if name not in towns.names and name not in towns.in_small_letters:
            continue
        if not reading.text[at].isupper() or (reading.text.isupper() and len(reading.text) > end - at):
            proper = towns.in_small_letters.get(name)
            return Found(at, end, proper) if proper else None
        last = _with_area(reading, end, rules)
        return Found(at, last, reading.text[at:last])
    return None


def _with_area(reading: Reading, end: int, rules: Rules) -> int:
    """Where the name of a part of the town ends: "Köln-Ehrenfeld", "Lyon Part-Dieu", "Leeds North"."""
    area = rules.area.match(reading.normalised, end)
    if area:
        return area.end()
    for _ in range(MOST_WORDS_OF_A_PART):
        following = rules.part.match(reading.text, end)
        if not following or not _names_a_part(following.group(), rules):
            break
        end = following.end()
        if same_length(following.group()[1:]) not in rules.goes_on:
            break
    return end


def _names_a_part(written: str, rules: Rules) -> bool:
    word = written[1:]
    ordinary = word.isupper() or same_length(word) in rules.not_names or same_length(word) in rules.makes
    return word[0].isupper() and len(word) >= SHORTEST_PART and not ordinary


def key_of(name: str) -> str:
    """A normalised name as the file has it: words with single blanks, "St" without its point."""
    return " ".join(re.split(r"[ .\-/']+", name.strip()))


@cache
def load_towns(path: Path = FILE) -> Towns:
    """Read the names. Raises `ConfigurationError` if the file is missing or damaged."""
    try:
        names, written = zlib.decompress(path.read_bytes()).decode().split("\n")
    except (OSError, ValueError, zlib.error) as error:
        raise ConfigurationError(f"{path.name} is missing or damaged: run python -m training.towns") from error
    return Towns(frozenset(names.split("|")), {key_of(same_length(name)): name for name in written.split("|")})


class Names(Strict):
    """`names.json`: names in every language."""

    goes_on: frozenset[str]
    not_parts: frozenset[str]
    """What stands behind a town and names no part of it, besides makes and models."""


@cache
def _rules(language: str) -> Rules:
    words, calendar = words_of(Places, language), words_of(Dates, language)
    listed = Names.model_validate_json(NAMES.read_bytes())
    names = r"[^\W\d_]+(?:[ \-][^\W\d_]+){0,2}?"
    town_of = "|".join(f"{form} " for form in words.the_town_of)
    return Rules(
        before=phrase("|".join(words.before), {}, right=f" (?:{town_of})?"),
        joining=re.compile(rf",? ?(?:{'|'.join(words.joining)}|,) "),
        named=tuple(phrase(pattern, {"names": names}) for pattern in words.named),
        area=phrase(one_of(words.area), {}, left="[ -]"),
        makes=listed.not_parts | words_of_makes(),
        goes_on=listed.goes_on,
        not_names=frozenset([*calendar.weekdays, *calendar.months, *calendar.days]),
        part=PART_WITH_HYPHEN if words.nouns_have_capitals else PART,
    )
