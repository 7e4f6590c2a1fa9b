"""What customers and pages call the things a car is about: one name for each thing, and its words in every language."""

from collections.abc import Mapping
from typing import ClassVar

from languages.topic import Topic


class Terms(Topic):
    """Words as they begin, without case and accents, by the name of the thing, which is the same in all languages.

    A word is meant as it stands where a dot ends it, and also within a longer one where a hyphen begins it. Of several
    words the last may go on.
    """

    file: ClassVar = "terms.json"

    things: Mapping[str, tuple[str, ...]]
