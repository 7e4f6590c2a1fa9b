"""Learn the space of questions from those that stand beside the demo's pages (synthetic, five languages)."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.__main__ import demo_index
from encoder import Matrix
from encoder.vector_cache import KeptPassages, file_name
from knowledge.index import Index
from knowledge.part_vectors import directions
from knowledge.passages import page_of
from knowledge.question_space import QuestionSpace, question_space_file
from knowledge.translations import originals
from training.run import Run
from training.vectors import FOLDER
from training.written import write_head

SHRUNK: Final = 0.5
"""Share of the covariance that is that of no direction more than another, so that rare directions are not blown up.

From a tenth to three quarters as many of our 117 questions for training are led to their section (0.83 to 0.85)."""


class Labelled(NamedTuple):
    """Questions and headings that stand beside passages, with what they lead to."""

    vectors: Matrix
    """Of unit length, one a row."""
    section: NDArray[np.str_]
    """Which section each leads to: translations are one."""
    page: NDArray[np.str_]

    def without(self, pages: Sequence[str]) -> "Labelled":
        """Those of all pages but these."""
        left = ~np.isin(self.page, pages)
        return Labelled(self.vectors[left], self.section[left], self.page[left])


def train(run: Run) -> None:
    """Learn the space, and write it."""
    with KeptPassages(run.encoder, FOLDER / f"passages-{file_name(run.encoder)}") as kept:
        found = labelled(demo_index(kept))
    run.say(f"{len(found.section)} questions, {len(set(found.section))} sections")
    write_head(fitted(run.encoder.name, found), question_space_file(run.encoder.name))


def labelled(index: Index) -> Labelled:
    """All questions and headings of an index."""
    original, counts = originals(index.passages), index.columns.asked
    sections = np.repeat([original[passage.id] for passage in index.passages], counts)
    vectors = [directions(index.parts.at(place)[:count]) for place, count in enumerate(counts.tolist())]
    return Labelled(np.vstack(vectors), sections, np.array([page_of(section) for section in sections.tolist()]))


def halves(encoder: str, found: Labelled) -> Sequence[tuple[frozenset[str], QuestionSpace]]:
    """Spaces that each never saw some pages, with the names of these: every page is in one of them."""
    pages = np.unique(found.page)
    return [
        (frozenset(unseen.tolist()), fitted(encoder, found.without(unseen.tolist())))
        for unseen in (pages[::2], pages[1::2])
    ]


def fitted(encoder: str, found: Labelled) -> QuestionSpace:
    """The space in which the questions of a section spread alike in every direction."""
    _, section = np.unique(found.section, return_inverse=True)
    centres = np.zeros((section.max() + 1, found.vectors.shape[1]))
    np.add.at(centres, section, found.vectors)
    centres /= np.bincount(section)[:, None]
    within = found.vectors - centres[section]
    covariance = within.T @ within / len(within)
    alike = np.eye(len(covariance)) * np.trace(covariance) / len(covariance)
    values, axes = np.linalg.eigh((1 - SHRUNK) * covariance + SHRUNK * alike)
    return QuestionSpace(encoder, found.vectors.mean(axis=0), ((axes / np.sqrt(values)) @ axes.T).astype(np.float32))
