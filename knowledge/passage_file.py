"""Passages in a file that is mapped into memory: one is read when it is asked for, not all when the index is opened."""

import mmap
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Final, overload

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from contracts.errors import ConfigurationError
from knowledge.passages import StoredPassage, page_of
from observe.log import log

PASSAGES_KEPT: Final = 256
"""Passages that stay in memory once they were read, some 8 kB each: the same ones are found again and again."""


class PassageFile(Sequence[StoredPassage]):
    """The passages of a file that `write_passages` wrote. The file may be deleted once it is open.

    Reading one raises `ConfigurationError` if its line is broken; the others can still be read.
    """

    def __init__(self, path: Path) -> None:
        """Raises `ValueError` or `OSError` if the file is incomplete."""
        self._ends: NDArray[np.int64] = np.load(ends_of(path))
        self._pages: NDArray[np.uint64] = np.load(_pages_of(path))
        size = path.stat().st_size
        if size != (self._ends[-1] if len(self._ends) else 0) or len(self._ends) != len(self._pages):
            raise ValueError("passages are cut off")
        self._lines = self._mapped(path) if size else b""
        # no method of this file: one that it keeps of itself would keep what is mapped, long after it is given up
        self._read = lru_cache(PASSAGES_KEPT)(partial(_read, self._lines, self._ends))

    @staticmethod
    def _mapped(path: Path) -> mmap.mmap:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> StoredPassage: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[StoredPassage]: ...
    def __getitem__(self, place: int | slice) -> StoredPassage | Sequence[StoredPassage]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        return self._read(place)

    def places_of(self, page: str) -> list[int]:
        """Where the passages of one page stand; none is read. Another page may have the same number."""
        places: list[int] = np.flatnonzero(self._pages == _number_of(page)).tolist()
        return places

    def of_page(self, page: str) -> Iterator[StoredPassage]:
        """The passages of one page, and none read but these. One that cannot be read is left out, and logged."""
        for place in self.places_of(page):
            try:
                yield self[place]
            except ConfigurationError as error:
                log("error", "malformed passage", {"reason": str(error)})

    def __iter__(self) -> Iterator[StoredPassage]:
        return (self[place] for place in range(len(self)))


def _read(lines: mmap.mmap | bytes, ends: NDArray[np.int64], place: int) -> StoredPassage:
    end = ends[place]
    start = ends[place - 1] if place % len(ends) else 0
    try:
        return StoredPassage.model_validate_json(lines[start:end])
    except ValidationError as error:  # its text quotes the passage
        raise ConfigurationError(f"passage {place} cannot be read ({error.error_count()} errors)") from None


def write_passages(passages: Iterable[StoredPassage], path: Path) -> None:
    """Write passages, one JSON object a line, and beside them where each line ends."""
    ends, pages, end = list[int](), list[np.uint64](), 0
    with path.open("wb") as file:
        for passage in passages:
            end += file.write(passage.model_dump_json().encode() + b"\n")
            ends.append(end)
            pages.append(_number_of(page_of(passage.id)))
    np.save(ends_of(path), np.array(ends, dtype=np.int64))
    np.save(_pages_of(path), np.array(pages, dtype=np.uint64))


def passages_of(passages: Sequence[StoredPassage], page: str) -> list[StoredPassage]:
    """Those of a page (see `page_of`), in their order."""
    found = passages.of_page(page) if isinstance(passages, PassageFile) else passages
    return [passage for passage in found if page_of(passage.id) == page]  # two pages may have one number


def places_of(passages: Sequence[StoredPassage], page: str) -> list[int]:
    """Where the passages of a page stand."""
    if isinstance(passages, PassageFile):
        return passages.places_of(page)
    return [place for place, passage in enumerate(passages) if page_of(passage.id) == page]


def whole_page(page: str, *held: Sequence[StoredPassage]) -> tuple[StoredPassage, ...]:
    """All passages of a page, wherever they are held, in its order."""
    found = [passage for passages in held for passage in passages_of(passages, page)]
    return tuple(sorted(found, key=lambda passage: passage.number))


def ends_of(path: Path) -> Path:
    """The file that says where each entry of `path` ends."""
    return path.with_suffix(".ends.npy")


def _pages_of(path: Path) -> Path:
    """The file with the number of the page of each passage."""
    return path.with_suffix(".pages.npy")


def _number_of(page: str) -> np.uint64:
    # anybody may ask for a page by a name that is no text, such as half of a surrogate pair
    return np.uint64(int.from_bytes(sha256(page.encode(errors="surrogatepass")).digest()[:8]))
