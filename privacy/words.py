"""The words of personal data in every language: one text may hold several.

Most stand in `languages/`; `other_languages.json` adds those of languages that nobody is answered in, and
`iban_lengths.json` what an IBAN looks like by country.
"""

from pathlib import Path
from typing import Final, NamedTuple

from pydantic import TypeAdapter

from contracts.base import Strict
from languages.topic import merged, words_of_all
from languages.topics.personal_data import Cue, PersonalDataWords

FOLDER: Final = Path(__file__).parent


class OtherWords(Strict):
    """`other_languages.json`; fields as in `languages.topics.personal_data`."""

    cues: dict[Cue, tuple[str, ...]]
    street_words: tuple[str, ...]
    street_endings: tuple[str, ...]
    streets: tuple[str, ...]
    particles: tuple[str, ...]


class Words(NamedTuple):
    """Lists of all languages as one; fields as in `languages.topics.personal_data`."""

    cues: dict[Cue, tuple[str, ...]]
    street_words: frozenset[str]
    street_endings: tuple[str, ...]
    streets: tuple[str, ...]
    not_in_street_names: tuple[str, ...]
    titles: frozenset[str]
    particles: frozenset[str]
    before_places: frozenset[str]
    at: str
    dot: str
    dash: str
    months: tuple[str, ...]
    ordinals: str
    of_month: str
    of_year: str
    account: str
    """From `at` on: alternatives of a regular expression."""
    not_in_plates: frozenset[str]
    never_in_plates: tuple[str, ...]


def _read() -> Words:
    served = words_of_all(PersonalDataWords)
    others = OtherWords.model_validate_json((FOLDER / "other_languages.json").read_bytes())

    def every(field: str) -> tuple[str, ...]:
        return merged([*(getattr(words, field) for words in served), getattr(others, field, ())])

    return Words(
        cues={cue: merged([*(w.cues[cue] for w in served), others.cues.get(cue, ())]) for cue in served[0].cues},
        street_words=frozenset(every("street_words")),
        street_endings=every("street_endings"),
        streets=every("streets"),
        not_in_street_names=every("not_in_street_names"),
        titles=frozenset(every("titles")),
        particles=frozenset(every("particles")),
        before_places=frozenset(every("before_places")),
        at="|".join(every("at")),
        dot="|".join(every("dot")),
        dash="|".join(every("dash")),
        months=every("months"),
        ordinals="|".join(every("ordinals")),
        of_month="|".join(every("of_month")),
        of_year="|".join(every("of_year")),
        account="|".join(every("account")),
        not_in_plates=frozenset(every("not_in_plates")),
        never_in_plates=every("never_in_plates"),
    )


WORDS: Final = _read()
IBAN_LENGTH: Final = TypeAdapter(dict[str, int]).validate_json((FOLDER / "iban_lengths.json").read_bytes())
"""Characters of an IBAN by country (SWIFT IBAN registry)."""
