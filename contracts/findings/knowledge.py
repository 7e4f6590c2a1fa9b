"""What the knowledge agent finds: passages that answer, and what may be meant besides."""

from typing import Annotated, Literal

from pydantic import Field

from contracts.base import Tolerant
from contracts.findings.finding import Finding, Probability
from contracts.findings.lights import Light
from contracts.unknown import unknown_is

UnitKind = Literal["sentence", "step", "item", "row", "line"]
"""A step has a number, an item has none; a row is one of a table, with its headings; a line is one of code."""


class Unit(Tolerant):
    """What an answer takes whole or not at all: `text[start:end]` of its passage."""

    kind: Annotated[UnitKind, unknown_is("sentence", UnitKind)]
    start: int
    end: int


class PassageHeading(Tolerant):
    """What a passage is about, and for whom."""

    id: str
    section: str
    """Heading of the section the text stands under."""
    language: str
    answers: Probability = Field(default=0.5, ge=0, le=1)
    """How probable it is that the passage answers the question. Findings of before December 2026 do not say: what they
    hold was found to answer."""
    models: tuple[str, ...] = ()
    """Models it applies to; none means all."""
    year_from: int | None = None
    year_to: int | None = None
    """First and last model year it applies to."""
    suspicious: bool = False
    """It holds what reads like an order to the machine: it may be quoted, and no model is given it."""


class Passage(PassageHeading):
    """A piece of a document that can be cited."""

    title: str
    """Title of the page."""
    brand: str | None = None
    """The make whose cars it is about; None where it is about no car, or does not say."""
    text: str
    """What it says, plain. Before items and rows stands a dash, before steps their number."""
    units: tuple[Unit, ...] = ()
    """What `text` is made of, in order."""
    score: float
    """Rank score: the cosine, a share for the words of the question that the passage covers, and a little for other
    passages of the page that the last answer quoted. Higher is better."""
    similarity: float
    """Cosine between question and passage, -1..1. It means something beside others of the same encoder only."""
    best_part: str = ""
    """The part of `text` that is most like the question; empty where the text is short."""
    source: str
    """Path of the document in the knowledge base."""
    page: int | None = None
    """Page of the document it starts on, from 1, where the format has pages."""


class KnowledgeFinding(Finding):
    """Passages that answer, best first; none when nothing answers well enough."""

    passages: tuple[Passage, ...]
    """No default: what is no finding at all must not read as one that found nothing."""
    near: tuple[PassageHeading, ...] = ()
    """What may be meant besides, likeliest first."""
    question: str | None = None
    """What was answered, as a question that stands by itself; None where nothing was."""
    models: tuple[str, ...] = ()
    """Models that the question names; the passages are about these, or about all."""
    lights: tuple[Light, ...] = ()
    """Warning lights that the question names, or that an answer to a question asked back is about; the passages are
    about these, or about none."""
    other_make: bool = False
    """The message asks about another make's car, and all that was found is about ours."""
    index_version: str | None = None
