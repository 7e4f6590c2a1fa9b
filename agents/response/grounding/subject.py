"""Whether our texts say a fact of what a sentence says it of, or of something else.

A fact belongs to its place (`places.py`). A text holds it for another where each place that has it is about other
models or other days than the sentence, or is outdone: a place beside it has another value of the same kind, all that
the sentence and the first have in common, and more of the sentence.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Final, Literal, get_args

from agents.response.grounding.claims import Claim, claims, is_stated
from agents.response.grounding.evidence import Evidence, Text
from agents.response.grounding.facts import Value
from agents.response.grounding.names import begins_with_a_make, models_beside
from agents.response.grounding.overlap import stems
from agents.response.grounding.places import Place

Another = Literal["other_subject", "other_day", "other_model"]
_MILDEST_FIRST: Final[tuple[Another, ...]] = get_args(Another)
Held = Literal["held", Another, "absent"]
_ANOTHER_MAKE: Final = frozenset({""})
"""Models of a sentence that names none of ours: no place is about them."""


def of_another(said: Text, evidence: Evidence) -> Iterator[Another]:
    """Yield of what else our texts say the facts of a sentence that they do not say of what it is about.

    What the customer named is no claim where it only tells when something holds.
    """
    unnamed = _ANOTHER_MAKE if begins_with_a_make(said, evidence) else frozenset[str]()
    for claim in claims(said):
        if not claim.is_value or (claim.held_in(evidence.message) and not is_stated(said, claim.start)):
            continue
        about = _About(claim, models_beside(claim.place, evidence) or unnamed, evidence)
        held = {about.held_in(text) for text in evidence.ours}
        if "held" not in held:
            yield from [one for one in _MILDEST_FIRST if one in held][:1]


class _About:
    """What one fact of a sentence is said of."""

    def __init__(self, claim: Claim, models: frozenset[str], evidence: Evidence) -> None:
        self._claim, self._models, self._evidence = claim, models, evidence
        self._names = stems(" ".join(evidence.names), claim.place.facts.language)

    def held_in(self, text: Text) -> Held:
        """Whether a text says the fact of the same."""
        holding = self._claim.held_in(text)
        of_model = [place for place in holding if self._may_be_of_model(place)]
        of_day = [place for place in of_model if self._may_be_on_day(place)]
        if not of_day:
            return "other_day" if of_model else "other_model" if holding else "absent"
        outdone = text in self._evidence.passages.values() and all(map(self._is_outdone, of_day))
        return "other_subject" if outdone else "held"

    def _may_be_of_model(self, known: Place) -> bool:
        """Whether there may be one model in both: where none is named it may be any."""
        models = models_beside(known, self._evidence)
        return not self._models or not models or not self._models.isdisjoint(models)

    def _may_be_on_day(self, known: Place) -> bool:
        """Whether what is known may hold on each day of the sentence."""
        said = self._claim.place.days
        return not known.days or all(any(one.may_be(other) for other in known.days) for one in said)

    def _is_outdone(self, place: Place) -> bool:
        """Whether the passages have another value at a place that is more what the sentence is about."""
        return any(self._outdoes(rival, place) for rival in self._rivals)

    @cached_property
    def _rivals(self) -> list[Place]:
        """Places with another value of the same kind, or with none in a column that has this one."""
        places = [place for text in self._evidence.passages.values() for place in text.places]
        columns = {place.column for place in places if self._claim.held_by(place.facts)} - {None}
        return [
            place
            for place in places
            if (place.column in columns or self._claim.measures in place.facts.measured)
            and not self._claim.held_by(place.facts)
            and self._may_be_of_model(place)
            and self._may_be_on_day(place)
        ]

    def _outdoes(self, rival: Place, place: Place) -> bool:
        """Words count first. Things are fewer than words: between languages no fact may speak against the rival."""
        if rival.facts.language != place.facts.language:
            return False
        words, more_words = self._words_of(place) | self._words_of_cell(place), self._words_of(rival)
        facts, more_facts = self._facts_of(place), self._facts_of(rival)
        if words != more_words:
            same = self._claim.place.facts.language == place.facts.language
            return words < more_words and (same or facts <= more_facts)
        return facts < more_facts

    def _words_of(self, known: Place) -> frozenset[str]:
        """Content words in common, or the things that they name where the languages differ; models are none."""
        said = self._claim.place
        if said.facts.language != known.facts.language:
            return said.own_things & known.things
        return (said.own_stems & known.stems) - self._names

    def _words_of_cell(self, known: Place) -> frozenset[str]:
        """Those that stand beside the value in its cell: "every 12 months"."""
        said = self._claim.place
        same = known.column is not None and said.facts.language == known.facts.language
        return (said.own_stems & known.own_stems) - self._names if same else frozenset()

    def _facts_of(self, known: Place) -> frozenset[Value]:
        """Facts of other kinds that the sentence and the row or sentence of a place have in common."""
        both = self._claim.place.row.values & known.row.values
        return frozenset(one for one in both if one[0] != self._claim.measures)
