"""From rows to campaigns: every importer gives one row for each model, year and component; a recall holds them all."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from vehicles.recalls import Affected, Kind, Recall, SerialRange


class Product(NamedTuple):
    """One model as a row names it, without year and component. See `Affected`."""

    make: str
    model: str
    built_from: date | None = None
    built_until: date | None = None
    serials: tuple[SerialRange, ...] = ()
    vins: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()


class Texts(NamedTuple):
    """What a row says about the defect, as plain text."""

    summary: str
    consequence: str = ""
    remedy: str = ""
    notes: str = ""


class Flags(NamedTuple):
    """Warnings of a row; None where the source does not say."""

    park_it: bool | None = None
    park_outside: bool | None = None
    over_the_air: bool | None = None


class RecallRow(NamedTuple):
    """One row of any source. `year` is None when it is unknown. See `Recall` for the rest."""

    source: str
    campaign_id: str
    product: Product
    year: int | None
    component: str
    texts: Texts
    flags: Flags = Flags()
    kind: Kind = "vehicle"
    manufacturer: str = ""
    manufacturer_id: str = ""
    units_affected: int | None = None
    reported_on: date | None = None
    demo: bool = False


@dataclass(slots=True)
class _Campaign:
    """What is known of one campaign so far."""

    first: RecallRow
    products: dict[Product, dict[int | None, dict[str, None]]] = field(default_factory=dict)
    """Components of each year of each product. Dictionaries keep the order of the file."""
    texts: tuple[dict[str, None], ...] = field(default_factory=lambda: ({}, {}, {}, {}))
    manufacturers: dict[str, None] = field(default_factory=dict)
    manufacturer_ids: dict[str, None] = field(default_factory=dict)
    flags: Flags = field(default_factory=Flags)
    units_affected: int | None = None
    reported_on: date | None = None
    demo: bool = False

    def add(self, row: RecallRow) -> None:
        years = self.products.setdefault(row.product, {})
        years.setdefault(row.year, {}).setdefault(row.component)
        for known, text in zip(self.texts, row.texts, strict=True):
            if text:
                known.setdefault(text)
        if row.manufacturer:
            self.manufacturers.setdefault(row.manufacturer)
        if row.manufacturer_id:
            self.manufacturer_ids.setdefault(row.manufacturer_id)
        self.flags = Flags(*map(_either, self.flags, row.flags))
        self.units_affected = max((n for n in (self.units_affected, row.units_affected) if n is not None), default=None)
        self.reported_on = min((day for day in (self.reported_on, row.reported_on) if day is not None), default=None)
        self.demo = self.demo or row.demo

    def recall(self) -> Recall:
        summary, consequence, remedy, notes = ("\n\n".join(known) for known in self.texts)
        return Recall(
            campaign_id=self.first.campaign_id,
            manufacturer_ids=tuple(self.manufacturer_ids),
            manufacturer="; ".join(self.manufacturers) or None,
            kind=self.first.kind,
            affected=tuple(model for product, years in self.products.items() for model in _affected(product, years)),
            units_affected=self.units_affected,
            summary=summary,
            consequence=consequence,
            remedy=remedy,
            notes=notes,
            reported_on=self.reported_on,
            **self.flags._asdict(),
            source=self.first.source,
            demo=self.demo,
        )


class Campaigns:
    """Collects rows, in any order, into recalls.

    Nothing a row says is lost: every model keeps its own years, components and ranges, differing texts are all kept,
    the worst warning, the largest number and the earliest report count. Rows that say the same twice count once. The
    kind of recall is that of the first row: a campaign has one.
    """

    def __init__(self) -> None:
        self._campaigns: dict[tuple[str, str], _Campaign] = {}

    def add(self, row: RecallRow) -> None:
        """Take one row in. The same campaign number from another source is another recall."""
        key = (row.source, row.campaign_id)
        if key not in self._campaigns:
            self._campaigns[key] = _Campaign(row)
        self._campaigns[key].add(row)

    def __len__(self) -> int:
        return len(self._campaigns)

    def recalls(self) -> Iterator[Recall]:
        """Every campaign so far, in the order of its first row."""
        return (campaign.recall() for campaign in self._campaigns.values())


def _affected(product: Product, years: dict[int | None, dict[str, None]]) -> Iterator[Affected]:
    """Years with the same components stand together; an unknown year stands alone, since it may be any."""
    groups: dict[tuple[bool, frozenset[str]], list[int | None]] = {}
    for year, components in years.items():
        groups.setdefault((year is None, frozenset(components)), []).append(year)
    for members in groups.values():
        yield Affected(
            **product._asdict(),
            years=tuple(sorted(year for year in members if year is not None)),
            components=tuple(name for name in years[members[0]] if name),
        )


def _either(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001  # they come from `map`
    return other if one is None else one or bool(other)
