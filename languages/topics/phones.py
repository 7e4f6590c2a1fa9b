"""Phone numbers: whose they are, how they are spoken, what stands around them."""

from typing import ClassVar

from languages.topic import Topic


class PhoneWords(Topic):
    """Words as they are written, in any case, as regular expressions; countries are ISO 3166-1 alpha-2 codes."""

    file: ClassVar = "phones.json"

    countries: tuple[str, ...]
    """Countries whose national numbers are tried first."""
    home: str
    """Country of a national number that is valid nowhere, such as one with a digit too few."""
    home_without_zero: str | None
    """The same for a number that does not begin with 0, where the language has two homes; None: there is one."""
    extension: tuple[str, ...]
    """What announces the number that is dialled inside a company."""
    digits: tuple[str, ...]
    """Number words that a spoken phone number may hold."""
    zero: tuple[str, ...]
    """Words for 0, without accents."""
    repeats: dict[str, int]
    """Words that repeat the next digit, such as "double", and how often."""
    hundred_links: tuple[str, ...]
    """Words that may stand between a hundred and what is added to it, without accents."""
    units: tuple[str, ...]
    """Units that show that the number before them is no phone number."""
