"""How many turns of scripted conversations are right, of what kinds, and how many conversations as a whole."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from encoder import Encoder
from evaluation.measures import clustered
from evaluation.results import Confusion, Report, Result, confusions
from evaluation.scripted.check import Fault, faults
from evaluation.scripted.play import Got, demo_supervisor, play
from evaluation.scripted.script import Script, ScriptedTurn, read_scripts
from evaluation.sets import Row

ALL: Final = "Conversations, five languages"
TURNS: Final = "turns right"
WHOLE: Final = "wholly right"
ALONE: Final = "each turn alone"


class Outcome(NamedTuple):
    """A turn, what it came to, and what is wrong with that."""

    turn: ScriptedTurn
    got: Got
    faults: list[Fault]

    @property
    def right(self) -> bool:
        """Whether all is as the script says."""
        return not self.faults


def evaluate(encoder: Encoder) -> Report:
    """Share of right turns, as a whole and by kind, and beside it that of turns which know of no turn before."""
    scripts, supervisor = read_scripts(), demo_supervisor(encoder)
    ours, alone = (outcomes(scripts, list(play(scripts, supervisor, alone=way))) for way in (False, True))
    results = list(results_of(ours, alone))
    wrong = {"Conversations": what_went_wrong(scripts, ours)}
    return Report("conversations", results, wrong, [], columns=("kind of turn", "what was wrong"))


def outcomes(scripts: Sequence[Script], played: Sequence[Sequence[Got]]) -> list[list[Outcome]]:
    """Return the turns of each conversation with what is wrong with them."""
    return [
        [Outcome(turn, one, list(faults(script, turn, one))) for turn, one in zip(script.turns, got, strict=True)]
        for script, got in zip(scripts, played, strict=True)
    ]


def results_of(ours: Sequence[Sequence[Outcome]], alone: Sequence[Sequence[Outcome]]) -> Iterator[Result]:
    """Yield the figures."""
    yield _result(ALL, TURNS, _right(ours), _right(alone))
    yield _result(ALL, WHOLE, *([[all(turns)] for turns in _right(way)] for way in (ours, alone)))
    for kind in dict.fromkeys(outcome.turn.kind for turns in ours for outcome in turns):
        yield _result(f"Conversations, {kind.replace('_', ' ')}", TURNS, *(_right(way, kind) for way in (ours, alone)))


def _right(way: Sequence[Sequence[Outcome]], kind: str | None = None) -> list[list[bool]]:
    """Whether turns are right, by conversation; if a kind is named, its turns alone."""
    chosen = ([one.right for one in turns if kind in (None, one.turn.kind)] for turns in way)
    return [turns for turns in chosen if turns]


def _result(what: str, measured: str, ours: list[list[bool]], alone: list[list[bool]]) -> Result:
    return Result(what, measured, "synthetic", clustered(ours), {ALONE: clustered(alone).value})


def what_went_wrong(scripts: Sequence[Script], ours: Sequence[Sequence[Outcome]]) -> list[Confusion]:
    """Return what was wrong, by kind of turn, with examples."""
    pairs = [(script, one) for script, turns in zip(scripts, ours, strict=True) for one in turns if not one.right]
    rows = [Row(one.turn.say, script.language, one.turn.kind.replace("_", " ")) for script, one in pairs]
    return confusions(rows, [", ".join(dict.fromkeys(name for name, _ in one.faults)) for _, one in pairs], most=40)
