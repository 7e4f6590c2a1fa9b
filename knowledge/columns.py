"""What passages are for, as arrays: a scope is applied to all of them at once, and none has to be read for it."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from knowledge.engine import Scope
from knowledge.passages import StoredPassage
from knowledge.translations import readers_of

Mask = NDArray[np.bool_]
"""Shape (passages,)."""
_FIRST_YEAR, _LAST_YEAR = 0, 9999
_FIRST_DAY, _LAST_DAY = date.min.toordinal(), date.max.toordinal()


class Columns(NamedTuple):
    """One entry a passage. What a passage leaves open is filled in with what holds for all."""

    agents_only: Mask
    language: NDArray[np.str_]
    models: NDArray[np.str_]
    """Every model that a passage names, in lower case; the columns of `of_model`."""
    of_model: Mask
    """Shape (passages, models)."""
    markets: NDArray[np.str_]
    of_market: Mask
    year_from: NDArray[np.int32]
    year_to: NDArray[np.int32]
    valid_from: NDArray[np.int32]
    """Days as Python's ordinals, as in `valid_until`."""
    valid_until: NDArray[np.int32]
    translated: Mask
    """See `knowledge.translations.Readers`."""
    translations: NDArray[np.str_]
    """Languages that any page is translated into; the columns of `replaced_in`."""
    replaced_in: Mask
    asked: NDArray[np.int32]
    """How many of a passage's parts are what it answers: its heading, and the questions beside it."""

    @classmethod
    def of(cls, passages: Sequence[StoredPassage]) -> Self:
        """The columns of passages."""
        models, of_model = _table([{model.casefold() for model in passage.models} for passage in passages])
        readers = readers_of(passages)
        translations, replaced_in = _table([set(one.replaced_in) for one in readers])
        markets, of_market = _table([set(passage.markets) for passage in passages])
        return cls(
            agents_only=np.array([passage.audience == "agent" for passage in passages], dtype=bool),
            language=np.array([passage.language for passage in passages], dtype=np.str_),
            models=models,
            of_model=of_model,
            markets=markets,
            of_market=of_market,
            year_from=_numbers(passage.year_from or _FIRST_YEAR for passage in passages),
            year_to=_numbers(passage.year_to or _LAST_YEAR for passage in passages),
            valid_from=_numbers(_ordinal(passage.valid_from, _FIRST_DAY) for passage in passages),
            valid_until=_numbers(_ordinal(passage.valid_until, _LAST_DAY) for passage in passages),
            translated=np.array([one.translated for one in readers], dtype=bool),
            translations=translations,
            replaced_in=replaced_in,
            asked=_numbers(len(passage.asked()) for passage in passages),
        )

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote."""
        with path.open("rb") as file, np.load(file) as arrays:  # numpy leaves a file open that is no archive
            return cls(**{name: arrays[name] for name in cls._fields})

    def save(self, path: Path) -> None:
        """Write them as one file."""
        np.savez(path, **self._asdict())

    def within(self, scope: Scope) -> Mask:
        """Which passages are in scope."""
        day = scope.today.toordinal()
        mask = np.logical_and(self.valid_from <= day, self.valid_until >= day)
        if scope.audience == "customer":
            mask &= ~self.agents_only
        if scope.languages:
            mask &= np.isin(self.language, list(scope.languages))
        if scope.year is not None:
            mask &= (self.year_from <= scope.year) & (self.year_to >= scope.year)
        if scope.models:
            mask &= _fits(self.models, self.of_model, [model.casefold() for model in scope.models])
        if scope.market is not None:
            mask &= _fits(self.markets, self.of_market, [scope.market])
        return mask

    def readable_in(self, language: str) -> Mask:
        """Which passages a customer of this language finds: of a page and its translations only one."""
        replaced = self.replaced_in[:, self.translations == language].any(axis=1)
        mask: Mask = np.logical_or(self.language == language, ~self.translated)
        mask &= ~replaced
        return mask


def _fits(names: NDArray[np.str_], table: Mask, wanted: Sequence[str]) -> Mask:
    """Rows with any of the wanted names, and rows with none at all."""
    return np.logical_or(table[:, np.isin(names, wanted)].any(axis=1), ~table.any(axis=1))


def _table(rows: Sequence[set[str]]) -> tuple[NDArray[np.str_], Mask]:
    names = sorted(set[str]().union(*rows))
    place = {name: column for column, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)), dtype=bool)
    for number, row in enumerate(rows):
        table[number, [place[name] for name in row]] = True
    return np.array(names, dtype=np.str_), table


def _numbers(values: Iterable[int]) -> NDArray[np.int32]:
    return np.fromiter(values, dtype=np.int32)


def _ordinal(day: date | None, otherwise: int) -> int:
    return otherwise if day is None else day.toordinal()
