"""Which passage the facts of a sentence come from."""

from collections.abc import Sequence

from agents.response.grounding.claims import needing_a_passage, passages_that_hold
from agents.response.grounding.evidence import Evidence, Text
from agents.response.grounding.markers import with_marker
from agents.response.grounding.overlap import share
from agents.response.grounding.verdict import Reason


def with_source(text: str, said: Text, evidence: Evidence, markers: tuple[int, ...]) -> tuple[str, list[Reason]]:
    """Return the sentence with the marker of the passage that its facts come from, if it wants one."""
    wanted = needing_a_passage(said, evidence)
    if not wanted:
        return text, []
    holding = passages_that_hold(wanted, evidence)
    if markers:
        together = all(any(one.held_in(evidence.passages[number]) for number in markers) for one in wanted)
        return text, [] if together else ["cited_elsewhere"]
    best = _most_alike(said, holding, evidence)
    return (text, ["uncited"]) if best is None else (with_marker(text, best), ["marker_added"])


def _most_alike(said: Text, holding: Sequence[int], evidence: Evidence) -> int | None:
    """The one passage, or of several the one that alone has the most words of the sentence."""
    shares = {number: share(said.stems, evidence.passages[number].stems) for number in holding}
    best = [number for number in holding if shares[number] == max(shares.values())]
    return best[0] if len(best) == 1 else None
