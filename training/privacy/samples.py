"""Sentences to learn from: templates filled with made-up people and addresses, written as carelessly as people do."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

import yaml

from languages.normalise import without_accents
from privacy.spans import PiiType, Span
from training.privacy.made_up import MadeUp
from training.privacy.names import common_words, faker_of

TEMPLATES: Final = Path(__file__).with_name("templates.yaml")
SLOT: Final = re.compile(r"\{(\w+)\}")
CHOICE: Final = re.compile(r"\[([^\[\]]*)\]")
NEW_LINE: Final = "\x00"
"""Stands for a new line inside a template until its slots are filled."""
LAST_BIRTH: Final = date(2008, 1, 1)
"""Fixed, since Faker's own end is now, and the same seed would make other dates each time."""
PERSON: Final = frozenset({"person", "first", "last"})
ADDRESS: Final = frozenset({"address", "street", "streetname", "postal", "postcode", "home", "corner"})


MADE_UP_SHARES: Final[Mapping[str, float]] = {
    "brand": 0.06,
    "car": 0.06,
    "company": 0.5,
    "place": 0.6,
    "noun": 0.5,
    "code": 0.4,
}
"""How often a slot gets something else than a word of its list; for a noun, an ordinary one."""
COUNTRY_SHARE: Final = 0.15
"""How often a place is a country."""
PADDED_SHARE: Final = 0.3
NAMED_SHARE: Final = 0.3
"""Share of plain sentences that get a name or an address all the same."""
PLACED_SHARE: Final = 0.3
"""Share of those that get an address."""


class Piece(NamedTuple):
    """A stretch of a sentence, and what it is if it is a name or an address."""

    text: str
    type: PiiType | None = None


class Sample(NamedTuple):
    """A sentence with the names and addresses in it."""

    text: str
    spans: tuple[Span, ...]


Lists = Mapping[str, Sequence[str]]


class Templates(NamedTuple):
    """`templates.yaml`: for each language, templates by kind and the lists that fill their slots."""

    kinds: Mapping[str, Lists]
    lists: Mapping[str, Lists]


def read_templates(path: Path = TEMPLATES) -> Templates:
    """Read the file of templates."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    kinds: dict[str, Lists] = {}
    lists: dict[str, Lists] = {}
    for language, entries in content["languages"].items():
        kinds[language] = {k: v.replace("\\n", NEW_LINE).splitlines() for k, v in entries.items() if isinstance(v, str)}
        lists[language] = {**content["fill"], **{k: v for k, v in entries.items() if isinstance(v, list)}}
    return Templates(kinds, lists)


def generate(templates: Templates, personal: int, plain: int, seed: int) -> Iterator[Sample]:
    """So many sentences for each template, with and without personal data."""
    random = Random(seed)  # noqa: S311 - sentences, no secrets
    writer = _Writer(templates, MadeUp(random), random)
    for language, kinds in templates.kinds.items():
        for kind, times in (("personal", personal), ("plain", plain)):
            for template in kinds[kind]:
                for _ in range(times):
                    pieces = writer.message(language, template)
                    if kind == "plain" and random.random() < NAMED_SHARE:
                        streets = templates.lists[language]["streets"]
                        pieces = named(pieces, writer.made_up, language, streets)
                    yield joined(careless(pieces, random))


def named(pieces: Sequence[Piece], made_up: MadeUp, language: str, streets: Sequence[str]) -> list[Piece]:
    """With a name or an address between two words where none is expected, so that it is known outside its templates."""
    at = made_up.random.randrange(len(pieces))
    if pieces[at].type is not None:
        return list(pieces)
    words = pieces[at].text.split(" ")
    gap = made_up.random.randint(0, len(words))
    before, after = " ".join(words[:gap]), " ".join(words[gap:])
    if made_up.random.random() < PLACED_SHARE:
        name = Piece(made_up.address(language, streets), PiiType.ADDRESS)
    else:
        name = Piece(made_up.person(language), PiiType.PERSON)
    around = [Piece(before + " " if before else ""), name, Piece(" " + after if after else "")]
    return [*pieces[:at], *around, *pieces[at + 1 :]]


class _Writer:
    """Fills templates."""

    def __init__(self, templates: Templates, made_up: MadeUp, random: Random) -> None:
        self.templates, self.made_up, self.random = templates, made_up, random
        self.words = common_words()

    def message(self, language: str, template: str) -> list[Piece]:
        """The template filled, at times with sentences around it."""
        kinds, parts = self.templates.kinds[language], [template]
        if self.random.random() < 0.22:
            parts.insert(0, self.random.choice(kinds["opening"]))
        if self.random.random() < 0.25:
            parts.insert(self.random.randint(0, len(parts)), self.random.choice(kinds["plain"]))
        if self.random.random() < 0.12:
            parts.append(self.random.choice(kinds["personal"]))
        if self.random.random() < 0.22:
            parts.append(self.random.choice(kinds["closing"]))
        pieces: list[Piece] = []
        for at, part in enumerate(parts):
            pieces += [Piece(self._gap(parts[at - 1]))] if at else []
            pieces += self._filled(language, part)
        return self._padded(language, pieces) if self.random.random() < PADDED_SHARE else pieces

    def _padded(self, language: str, pieces: list[Piece]) -> list[Piece]:
        """With ordinary words strewn in, so that the tagger does not take every word it does not know for a name."""

        def strew(text: str) -> str:
            words = text.split(" ")
            for at in range(len(words) - 1, 0, -1):
                if self.random.random() < 0.3:
                    words.insert(at, self.random.choice(self.words[language]))
            return " ".join(words)

        return [piece if piece.type else Piece(strew(piece.text)) for piece in pieces]

    def _gap(self, before: str) -> str:
        ended = before.rstrip()[-1:] in ".,!?:"
        return self.random.choice([" ", "\n"] if ended else [". ", ". ", "\n", ", ", "! ", " - ", " "])

    def _filled(self, language: str, template: str) -> Iterator[Piece]:
        text = template
        while CHOICE.search(text):
            text = CHOICE.sub(lambda match: self.random.choice(match.group(1).split("|")), text, count=1)
        at = 0
        for match in SLOT.finditer(text := text.replace(NEW_LINE, "\n")):
            yield Piece(text[at : match.start()])
            yield self._slot(language, match.group(1))
            at = match.end()
        yield Piece(text[at:])

    def _slot(self, language: str, slot: str) -> Piece:
        if slot in PERSON:
            return Piece(str(getattr(self.made_up, slot)(language)), PiiType.PERSON)
        if slot in ADDRESS:
            return Piece(self._place(language, slot), PiiType.ADDRESS)
        made_up = self._thing(language, slot)
        listed = self.templates.lists[language].get(slot)
        return Piece(made_up or (str(self.random.choice(listed)) if listed else self._number(language, slot)))

    def _thing(self, language: str, slot: str) -> str:
        """Something in the place of one that is listed, by the share of its slot; else nothing."""
        share = MADE_UP_SHARES.get(slot, 0.0)
        if not share or (die := self.random.random()) >= share:
            return self.made_up.noun(language) if slot == "noun" else ""
        match slot:
            case "company":
                return self.made_up.company(language)
            case "place":
                return self.made_up.country(language) if die < COUNTRY_SHARE else self.made_up.town(language)
            case "noun":
                return self.random.choice(self.words[language]).capitalize()
            case "code":
                return self.made_up.code()
            case _:
                return self.made_up.invented()

    def _place(self, language: str, slot: str) -> str:
        streets = self.templates.lists[language]["streets"]
        match slot:
            case "address":
                return self.made_up.address(language, streets)
            case "street":
                return self.made_up.street(language, streets)
            case "streetname":
                return self.made_up.street_name(language, streets)
            case "corner":
                return self.made_up.corner(language, streets)
            case "home":
                return self.made_up.town(language)
            case _:
                return str(getattr(self.made_up, slot)(language))

    def _number(self, language: str, slot: str) -> str:
        """What rules find: it only has to look right."""
        fake = faker_of({"en": "en_GB", "de": "de_DE", "fr": "fr_FR", "es": "es_ES"}[language])
        fake.seed_instance(self.random.getrandbits(32))
        makers = {"phone": "phone_number", "email": "email", "plate": "license_plate", "card": "credit_card_number"}
        if slot == "dob":
            form = self.random.choice(["%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d"])
            return str(fake.date(form, end_datetime=LAST_BIRTH))
        if slot == "vin":
            return (
                "WVWZZZ1KZ"
                + "".join(self.random.choices("0123456789ABCDEFGHJKLMNPRSTUVWXYZ", k=3))
                + fake.numerify("#####")
            )
        return str(getattr(fake, makers.get(slot, slot))())


def joined(pieces: Sequence[Piece]) -> Sample:
    """Pieces as one text, with offsets."""
    text, spans = "", []
    for piece in pieces:
        if piece.type is not None and piece.text:
            spans.append(Span(start=len(text), end=len(text) + len(piece.text), type=piece.type))
        text += piece.text
    return Sample(text, tuple(spans))


def careless(pieces: list[Piece], random: Random) -> list[Piece]:
    """Often as it is; else in lower case, in capitals, without punctuation or accents, or with typing errors."""
    if random.random() < 0.1:
        pieces = [Piece(_typo(p.text, random), p.type) for p in pieces]
    if random.random() < 0.07:
        pieces = [Piece(_plain_letters(p.text), p.type) for p in pieces]
    if random.random() < 0.16:
        pieces = [Piece(re.sub(r"[.,!?;:¿¡](?=\s|$)|[¿¡]", "", p.text), p.type) for p in pieces]
    die = random.random()
    if die < 0.27:
        return [Piece(p.text.lower(), p.type) for p in pieces]
    if die < 0.31:
        return [Piece(p.text.upper(), p.type) for p in pieces]
    if die < 0.36:
        return [Piece(p.text if p.type is None else p.text.lower(), p.type) for p in pieces]
    if die < 0.40:
        return [Piece(f"<{p.type}-{random.randint(1, 4)}>") if p.type else p for p in pieces]
    return pieces


def _plain_letters(text: str) -> str:
    """German umlauts as two letters, other letters without accent."""
    for letter, two in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue")):
        text = text.replace(letter, two)
    return without_accents(text)


def _typo(text: str, random: Random) -> str:
    """Two neighbours swapped, or a letter lost or doubled."""
    if len(text) < 5:
        return text
    at = random.randrange(1, len(text) - 2)
    if not text[at : at + 2].isalpha():
        return text
    return random.choice(
        [
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
        ]
    )
