"""What is remembered of each document: enough to tell whether it has changed, and what became of it."""

from collections import Counter
from typing import Literal

from contracts.base import Tolerant

Status = Literal["indexed", "skipped", "failed", "waiting", "removed"]


class Record(Tolerant):
    """A document as an index holds it."""

    source: str
    """Its path in the knowledge base."""
    etag: str
    """Tags of the file, of its description and of its folder's defaults: while they stay, none of these has changed."""
    sha256: str
    """Of the contents of the same."""
    status: Literal["indexed", "failed"]
    """`failed`: its passages, if any, are those of the last content that could be read."""
    reason: str | None = None
    """Why it failed."""
    passages: int
    """Passages it was cut into, those left out as repetitions counted."""
    suspicious: tuple[str, ...] = ()
    """Ids of those that hold what reads like an order to the machine."""


class Outcome(Tolerant):
    """What a run did with a document.

    `skipped`: unchanged. `waiting`: (partly) left for the next run. `failed`: what it held before keeps serving.
    """

    source: str
    status: Status
    reason: str | None = None
    passages: int = 0
    """Passages of it that are searched now."""
    seconds: float = 0.0
    suspicious: tuple[str, ...] = ()
    """Ids of its passages that hold what reads like an order to the machine: they are quoted, and no model is given
    them."""


class Report(Tolerant):
    """What a run did. It lies beside the index, for whoever dropped a document and wants to know what became of it."""

    version: str | None
    """The version that serves after the run; None while there is none."""
    published: bool
    """Whether the run changed what is served."""
    seconds: float
    passages: int
    """Passages of the whole index."""
    encoded: int
    """Passages that were new or changed."""
    documents: tuple[Outcome, ...] = ()

    def counts(self) -> dict[Status, int]:
        """Documents by what was done with them, those with none left out."""
        return Counter(outcome.status for outcome in self.documents)

    @property
    def suspicious(self) -> int:
        """How many passages no model is given, since they hold what reads like an order to the machine."""
        return sum(len(outcome.suspicious) for outcome in self.documents)

    @property
    def unfinished(self) -> bool:
        """Whether another run has to go on."""
        return any(outcome.status == "waiting" for outcome in self.documents)
