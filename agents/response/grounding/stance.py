"""What a text says must, may and must not be done, and whether another text says the opposite.

A text is read clause by clause. Two clauses speak of the same thing where one holds the other's words. If one denies it
and the other does not, they contradict each other: "you may drive on" and "do not drive on".
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, Literal, NamedTuple, get_args

from agents.response.grounding.overlap import share, stems
from agents.response.grounding.policy import RELATED_CLAUSE, SAME_CLAUSE, SIMILAR_CLAUSE
from languages.normalise import normalised, same_length
from languages.served import served
from languages.topic import words_of
from languages.topics.duties import Duties

Duty = Literal["must", "may", "never", "always", "only", "safely", "lifelong"]
Pattern = Duty | Literal["negations", "without", "permits", "soothes", "driving", "harms"]
"""Names of the patterns of `Duties` that are searched for."""
DUTIES: Final[tuple[Duty, ...]] = get_args(Duty)
IDIOMATIC: Final = frozenset[str]({"may", "never"})
"""What languages say in ways of their own: "must not" is "darf nie"."""
_OF_SAFETY: Final = frozenset[Duty]({"never", "safely"})
_CAUTIONS: Final = frozenset[Duty]({"must", "never", "only", "safely"})
_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?\n]?")
Contradiction = Literal["opposite", "doubtful"]


class Clause(NamedTuple):
    """A part of a sentence."""

    stems: frozenset[str]
    denied: bool
    permits: bool = False
    """Whether it says that something may be done."""
    soothes: bool = False
    """Whether it says that there is no danger, or to go on as if there were none."""
    asked: bool = False
    """Whether it is part of a question, as headings are, which says nothing."""
    repeated: bool = False
    """Whether it may be said, and speaks against nothing: the label of a row without its cell."""


def duties(text: str, language: str) -> frozenset[str]:
    """Return which kinds of duty a text speaks of."""
    plain = _plain(text)
    return frozenset(duty for duty in DUTIES if _pattern(duty, language).search(plain))


def warns(text: str, language: str) -> bool:
    """Return whether whoever misses a text may come to harm: it forbids, orders or restricts, or names harm or safety.

    It is too careful rather than too bold: what is denied counts too, as in "no fee is charged", which warns nobody.
    """
    used = served(language)
    if any(clause.denied for clause in _clauses(text, used)) or not _CAUTIONS.isdisjoint(duties(text, used)):
        return True
    return _pattern("harms", used).search(_plain(text)) is not None


def is_about_safety(text: str, language: str) -> bool:
    """Return whether a text says how to stay safe: it names harm or safety, says never, or forbids to drive.

    It is narrower than `warns`: what it finds has to be told, whoever words the rest.
    """
    used = served(language)
    if not _OF_SAFETY.isdisjoint(duties(text, used)) or _pattern("harms", used).search(_plain(text)):
        return True
    drives, denies = _pattern("driving", used), _pattern("negations", used)
    return any(drives.search(part) and denies.search(part) for part, _ in _parts(text, used))


def clauses(text: str, language: str) -> list[Clause]:
    """Return the clauses of a text that hold content."""
    return [clause for clause in _clauses(text, language) if clause.stems]


def cell_clauses(label: str, cell: str, language: str) -> list[Clause]:
    """Return the clauses of a cell, of its label and of both in one: all but the first may be repeated, and no more."""
    both = _clause(_plain(f"{label} {cell}"), language)
    repeated = [one._replace(asked=True, repeated=True) for one in (*clauses(label, language), both) if one.stems]
    return [*clauses(cell, language), *repeated]


def contradiction(said: Sequence[Clause], known: Sequence[Clause]) -> Contradiction | None:
    """Return whether one of the clauses said is denied by what is known, or asserts what that denies."""
    found = [_against(clause, known) for clause in said]
    return "opposite" if "opposite" in found else "doubtful" if "doubtful" in found else None


def unfounded_permission(said: Sequence[Clause], same: Sequence[Clause], *, forbids: bool) -> bool:
    """Return whether a sentence soothes or permits where the evidence does not, and speaks against it.

    As soon as the evidence `forbids` anything, what soothes has to be said by it too: "keep driving" beside "stop". To
    hold the same words is not enough: the passage that says when to stop safely holds those of "drive on safely".
    """
    soothing = [one for one in same if (one.permits and not one.denied) or one.soothes]
    return any(
        (forbids and clause.soothes and not _is_held(clause, soothing, SAME_CLAUSE)) or _is_forbidden(clause, same)
        for clause in said
    )


def _is_forbidden(clause: Clause, known: Sequence[Clause]) -> bool:
    """Whether a clause permits what the evidence forbids and says nowhere: "you can top up the fluid yourself"."""
    if clause.denied or not clause.permits:
        return False
    forbidding = any(one.denied and share(one.stems, clause.stems) >= RELATED_CLAUSE for one in known)
    return forbidding and not _is_held(clause, [one for one in known if not one.denied], SIMILAR_CLAUSE)


def _is_held(clause: Clause, known: Sequence[Clause], least: float) -> bool:
    return any(share(clause.stems, one.stems) >= least for one in known)


def doubtful_across_languages(said: Sequence[Clause], known: Sequence[Clause]) -> bool:
    """Return whether a sentence may contradict evidence in another language, whose words cannot be compared.

    It may where it permits something and the evidence denies anything, or denies something and the evidence nothing.
    """
    denies = any(clause.denied for clause in known)
    return any((clause.denied and not denies) or (clause.permits and not clause.denied and denies) for clause in said)


def _against(clause: Clause, known: Sequence[Clause]) -> Contradiction | None:
    near = [one for one in known if not clause.stems.isdisjoint(one.stems)]
    same = max((_likeness(clause, one) for one in near if one.denied == clause.denied), default=(0.0, 0.0))
    against = [one for one in near if one.denied != clause.denied and not one.repeated]
    other = max((_likeness(clause, one) for one in against), default=(0.0, 0.0))
    if other <= same:
        return _permission_against(clause, near) if same[0] < 1 else None
    covered, _ = other
    if covered < SAME_CLAUSE and (found := _permission_against(clause, near)):
        return found
    return "opposite" if covered >= SAME_CLAUSE else "doubtful" if covered >= SIMILAR_CLAUSE else None


def _permission_against(clause: Clause, near: Sequence[Clause]) -> Contradiction | None:
    """Whether a clause permits what is denied as a whole: "with this light you may drive on", "do not drive on".

    It is doubtful where the same is permitted too, as with another light: words do not tell which one is meant.
    """
    if clause.denied or not clause.permits:
        return None
    within = [one for one in near if share(one.stems, clause.stems) >= SAME_CLAUSE]
    if not any(one.denied for one in within):
        return None
    return "doubtful" if any(one.permits and not one.denied for one in within) else "opposite"


def _likeness(clause: Clause, other: Clause) -> tuple[float, float]:
    """How much of the clause the other holds, and of two that hold as much, how little else."""
    shared = len(clause.stems & other.stems)
    return shared / len(clause.stems), shared / len(clause.stems | other.stems)


def _clauses(text: str, language: str) -> Iterator[Clause]:
    for part, asked in _parts(text, language):
        yield _clause(part, language, asked=asked)


def _parts(text: str, language: str) -> Iterator[tuple[str, bool]]:
    """The parts of sentences that make clauses, and whether each is part of a question."""
    for sentence in _SENTENCE.findall(_plain(text)):
        for part in _breaks(language).split(sentence):
            yield part, sentence.endswith("?")


def _clause(part: str, language: str, *, asked: bool = False) -> Clause:
    rest, denials = _pattern("negations", language).subn(" ", part)
    rest, lacking = _pattern("without", language).subn(" ", rest)
    permits = _pattern("permits", language).search(rest) is not None
    denied = (denials > 0) != (lacking > 0)
    return Clause(stems(rest, language), denied, permits, _is_soothing(part, language), asked=asked)


def _is_soothing(part: str, language: str) -> bool:
    """Whether a clause soothes: "no danger" does by its own denial, "not harmless" does not."""
    rest, soothing = _pattern("soothes", language).subn(" ", part)
    return soothing > 0 and not _pattern("negations", language).search(rest)


def _plain(text: str) -> str:
    return normalised(same_length(text))


@cache
def _breaks(language: str) -> re.Pattern[str]:
    words = "|".join(words_of(Duties, language).breaks)
    return re.compile(rf"[,;:.!?()\n]|\s-\s|(?<!\w)(?:{words})(?!\w)")


@cache
def _pattern(kind: Pattern, language: str) -> re.Pattern[str]:
    """What says this in a language, in whole words."""
    patterns: tuple[str, ...] = getattr(words_of(Duties, language), kind)
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")
