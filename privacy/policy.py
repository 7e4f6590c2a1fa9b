"""Numbers of policy about personal data."""

from typing import Final

MIN_PERSONAL_PROBABILITY: Final = 0.35
"""A word is part of a name or address from this probability on. Below one half, since a miss costs more than a mask
too many."""
PHONE_COUNTRIES: Final = ("DE", "FR", "ES", "GB", "US", "AT", "CH", "IT", "NL", "BE", "PL", "PT", "TR")
"""Countries whose national phone numbers are tried in any message, after those of its language; ISO 3166-1 alpha-2."""
INTERNATIONAL_DIGITS: Final = 10
"""Fewest digits of a number with its country that is one by its length alone; a shorter one may be a gain."""
