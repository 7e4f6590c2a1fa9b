"""How people name a vehicle without its name: by drive, year, driver, or as the other one. Four languages at once.

Patterns read folded text: no case, no accents. Each wants a sign that a vehicle is meant, such as an article before
or "car" after: "electric windows" and "the other day" name none.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from contracts.customer import Drive, Relation

_CAR: Final = (
    r"(?:cars?|ones?|vehicles?|suvs?|model|autos?|wagen|fahrzeuge?|voitures?|vehicules?|modele|coches?|carros?|"
    r"vehiculos?|modelo)"
)
_THE: Final = (
    r"(?:my|our|the|mein\w*|unser\w*|der|die|das|den|dem|mon|ma|notre|le|la|l['’]|mi|nuestr[oa]|el|al|del|du|au)"
)
_END: Final = r"(?=\s*(?:$|[,.;:?!)]))"
_KEPT: Final = 64
"""Patterns that are kept compiled: they differ with the models that customers have."""
_YEAR: Final = r"((?:19|20)\d\d)(?![-./]\d)"

_DRIVE_WORDS: Final[dict[Drive, tuple[str, str]]] = {
    "electric": (
        r"(?:electric|elektrische[mnrs]?|electrique|electrico)",
        r"(?:b?ev|e-?auto\w*|elektro(?:auto|wagen|fahrzeug)\w*|stromer)",
    ),
    "plug_in_hybrid": (
        r"(?:plug-?in|hybride rechargeable|hibrido enchufable)",
        r"(?:phev|plug-?in(?:[- ]?hybrid\w*)?|plug in[- ]hybrid\w*|hybride rechargeable|hibrido enchufable)",
    ),
    "hybrid": (r"(?:hybrid|hybride|hibrido)", r"(?:hybrid\w*|hibrido)"),
    "petrol": (r"(?:petrol|gasoline|gas|essence|gasolina)", r"benziner\w*"),
    "diesel": (r"diesel", r"diesel\w*"),
}
"""For each drive: words that go with "car", and words that name a car by themselves after an article.

An article and "electric" name a car at the end of a phrase only; fuels never do, since they are also what is filled in.
"""
_RELATIVES: Final[dict[Relation, str]] = {
    "partner": r"(?:wife|husband|partner|spouse|girlfriend|boyfriend|frau|mann(?:es)?|partner(?:in|s)|freund(?:in|es)?|"
    r"femme|mari|conjointe?|compagne|compagnon|mujer|esposa|marido|pareja|novi[oa])",
    "child": r"(?:son|daughter|kid|sohn(?:e?s)?|tochter|fils|fille|hij[oa])",
    "parent": r"(?:mother|mom|mum|father|dad|mutter|vaters?|mere|pere|madre|padre|parents|eltern)",
}
_COMPANY_CAR: Final = (
    r"(?:company (?:car|vehicle)|(?:firmen|dienst)(?:wagen|auto|fahrzeug)\w*|voiture de (?:fonction|societe)|"
    r"(?:coche|vehiculo) de empresa)"
)
_OTHER: Final = (
    rf"\b(?:{_THE} )(?:other|second) {_CAR}\b",
    rf"\b(?:{_THE} )(?:andere|zweite)[mnrs]?(?: {_CAR}\b|{_END})",
    rf"\b(?:l['’]|mon |ma |notre )autre(?: {_CAR}\b|{_END})",
    rf"\b(?:deuxieme|seconde) {_CAR}\b",
    rf"\b(?:mi |el |al |del |la |nuestro )(?:otr[oa]|segund[oa])(?: {_CAR}\b|{_END})",
)


def folded(text: str) -> str:
    """The text without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def drives_named(text: str) -> set[Drive]:
    """Drives by which a folded text names a vehicle. A plug-in hybrid is not named as a hybrid too."""
    found = {drive for drive in _DRIVE_WORDS if _drive_pattern(drive).search(text)}
    return found - {"hybrid"} if "plug_in_hybrid" in found else found


def years_named(text: str, models: Sequence[str]) -> set[int]:
    """Model years by which a folded text names a vehicle; years of anything else do not count."""
    pattern = _year_pattern(tuple(sorted({re.escape(folded(model)) for model in models})))
    return {int(next(filter(None, found))) for found in pattern.findall(text)}


def drivers_named(text: str, models: Sequence[str]) -> set[Relation]:
    """Whose vehicle a folded text speaks of, if not the customer's own."""
    car = _either(_CAR, *sorted({re.escape(folded(model)) for model in models}))
    found: set[Relation] = {
        relation for relation, word in _RELATIVES.items() if _driver_pattern(word, car).search(text)
    }
    return found | {"company"} if re.search(rf"\b{_COMPANY_CAR}\b", text) else found


def names_the_other(text: str) -> bool:
    """Whether a folded text speaks of the other of two vehicles."""
    return any(re.search(pattern, text) for pattern in _OTHER)


@cache
def _drive_pattern(drive: Drive) -> re.Pattern[str]:
    quality, name = _DRIVE_WORDS[drive]
    alone = [rf"\b{_THE} ?{quality}{_END}"] if drive != "petrol" else []
    return re.compile(
        _either(
            rf"\b{quality} {_CAR}\b",
            rf"\b{_CAR} (?:a |de |al )?{quality}\b",
            rf"\b{_THE} ?{name}\b",
            *alone,
        )
    )


@lru_cache(maxsize=_KEPT)
def _year_pattern(models: tuple[str, ...]) -> re.Pattern[str]:
    named = _either(_CAR, *models)
    return re.compile(
        _either(
            rf"\b{_YEAR}(?:er)? {named}\b",
            rf"\b{_YEAR}er\b",
            rf"\b(?:model year|modelljahr|baujahr|bj\.?|annee modele|millesime|ano modelo)\s*:?\s*{_YEAR}\b",
            rf"\b{named} (?:from |of |von |aus |de |del )?{_YEAR}\b",
            rf"\bcel(?:le|ui) de {_YEAR}\b",
        )
    )


@lru_cache(maxsize=_KEPT)
def _driver_pattern(relative: str, car: str) -> re.Pattern[str]:
    return re.compile(
        _either(
            rf"\b{relative}['’]s? (?:\w+ )?{car}\b",
            rf"\b(?:my|our) {relative}['’]s?{_END}",
            rf"\b{car} (?:von )?(?:mein|unser)\w* {relative}\b",
            rf"\b(?:{car}|celle|celui) de (?:ma|mon|notre) {relative}\b",
            rf"\b(?:{car}|el|la) de (?:mi|nuestr[oa]) {relative}\b",
        )
    )


def _either(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"
