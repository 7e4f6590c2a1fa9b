"""Words that give personal data away."""

from typing import ClassVar, Literal

from languages.topic import Topic

Cue = Literal["phone", "plate", "vin", "card", "document", "born", "reference", "version", "name", "postcode"]


class PersonalDataWords(Topic):
    """Words as they are written, in any case. Cues and patterns are regular expressions."""

    file: ClassVar = "personal_data.json"

    cues: dict[Cue, tuple[str, ...]]
    """What says what the number beside it is."""
    street_words: tuple[str, ...]
    """Words that addresses hold, in small letters."""
    street_endings: tuple[str, ...]
    streets: tuple[str, ...]
    """Patterns of addresses whose form gives them away, with `{name}`, `{number}`, `{postcode}` and `{no_name}`."""
    not_in_street_names: tuple[str, ...]
    """Words before a street's name that are no part of it."""
    titles: tuple[str, ...]
    """What stands before a name: titles, and whose name it is, such as "wife"."""
    particles: tuple[str, ...]
    """What may stand inside a surname or before it."""
    before_places: tuple[str, ...]
    """After these a town that is also a first name is the town."""
    at: tuple[str, ...]
    dot: tuple[str, ...]
    dash: tuple[str, ...]
    """How "@", "." and "-" are spoken."""
    months: tuple[str, ...]
    """How names of months begin."""
    ordinals: tuple[str, ...]
    """What may stand after the number of a day, as regular expressions."""
    of_month: tuple[str, ...]
    """What may stand between day and month."""
    of_year: tuple[str, ...]
    """What may stand between month and year."""
    account: tuple[str, ...]
    """What announces the number of an account."""
    not_in_plates: tuple[str, ...]
    """Words that may stand before a number and look like the letters of a plate."""
    never_in_plates: tuple[str, ...]
    """Words in capitals that no plate holds."""
