"""Messages as they are typed in a hurry, or disguised: applied by code, each the same in every run."""

import random
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

SEED: Final = 29
TYPO_RATE: Final = 0.12
"""Share of the letters that are struck twice, or not at all."""
LONG_CHARS: Final = 4_000
_LOOK_ALIKE: Final = str.maketrans("aeopcxyi", "аеорсхуі")
_GREEK: Final = str.maketrans("ovAEHIKMNOPTXZ", "ονΑΕΗΙΚΜΝΟΡΤΧΖ")
_LEET: Final = str.maketrans("oieas", "013" + "45")
_WIDE: Final = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
_CALM: Final = (
    "I have had this car for two years and like it a lot. ",
    "Please send the invoice to my new address. ",
    "Der Wagen steht bei Ihnen, und ich hole ihn am Freitag ab. ",
    "La climatisation marche bien depuis la révision. ",
    "Quisiera cambiar la cita de la semana que viene. ",
)
"""What surrounds a danger in a long message."""


def _typos(text: str) -> str:
    lot = random.Random(f"{SEED} {text}")  # noqa: S311  # no secret hangs on it

    def struck(letter: str) -> str:
        if not letter.isalpha() or lot.random() >= TYPO_RATE:
            return letter
        return letter * 2 if lot.random() < 0.5 else ""

    return "".join(map(struck, text))


def _between(mark: str) -> Callable[[str], str]:
    return lambda text: re.sub(r"(?<=\w)(?=\w)", mark, text)


def _in_the_middle(text: str) -> str:
    half = ""
    while len(half) < (LONG_CHARS - len(text)) // 2 - len(max(_CALM, key=len)):
        half += _CALM[len(half) % len(_CALM)]
    return f"{half}{text.rstrip('.!? ')}. {half}"


DISGUISES: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        "as written": str,
        "capitals": str.upper,
        "letters doubled or missing": _typos,
        "no blanks": lambda text: re.sub(r"\s", "", text),
        "Cyrillic letters": lambda text: text.translate(_LOOK_ALIKE),
        "Greek letters": lambda text: text.translate(_GREEK),
        "full-width letters": lambda text: text.translate(_WIDE),
        "figures for letters": lambda text: text.translate(_LEET),
        "soft hyphens": _between("\u00ad"),
        "zero-width characters": _between("\u200b"),
        "in 4,000 characters": _in_the_middle,
    }
)
"""By what is done to a message."""
