"""Hold the scripted conversations and show the turns that went wrong.

    python -m evaluation.scripted [NAME ...] [--all]

NAME is the beginning of conversations' names, such as `de` or `en-oil`. `--all` shows the right turns too. With
`--rerank ID --region REGION` a reranker on Bedrock orders what is found; it costs money, which is told at the end. The
exit code says nothing of what is wrong: figures are compared by `make evaluate`.
"""

from collections.abc import Iterator, Sequence

from contracts.command_line import exit_code, parser_of
from encoder.command_line import add_encoder_options, encoder_of
from evaluation.reranked import add_rerank_option, reranker_of
from evaluation.scripted.play import demo_supervisor, play
from evaluation.scripted.report import Outcome, outcomes
from evaluation.scripted.script import read_scripts
from graph.supervisor import Supervisor
from knowledge.reranking import without_reranker


def main(arguments: Sequence[str] | None = None) -> int:
    """Hold and print; returns the exit code."""
    parser = parser_of("evaluation.scripted", __doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="beginning of names; all without")
    parser.add_argument("--all", action="store_true", help="show the right turns too")
    add_rerank_option(parser)
    add_encoder_options(parser)
    options = parser.parse_args(arguments)

    def show_all() -> None:
        supervisor = demo_supervisor(encoder_of(options), reranker_for=reranker_of(options) or without_reranker)
        show(tuple(options.names), supervisor, everything=options.all)

    return exit_code(show_all)


def show(names: tuple[str, ...], supervisor: Supervisor, *, everything: bool) -> None:
    """Print the turns of the conversations whose names begin so."""
    scripts = [script for script in read_scripts() if script.name.startswith(names or ("",))]
    got = list(play(scripts, supervisor))
    held = outcomes(scripts, got)
    for script, turns in zip(scripts, held, strict=True):
        for number, outcome in enumerate(turns, start=1):
            if everything or not outcome.right:
                print("\n".join(shown(f"{script.name} {number}", outcome)), end="\n\n")
    right, of = sum(one.right for turns in held for one in turns), sum(map(len, held))
    whole = sum(all(one.right for one in turns) for turns in held)
    print(f"{right} of {of} turns are right, and {whole} of {len(held)} conversations as a whole")
    if cost := sum(one.answer.cost_usd for turns in got for one in turns):
        print(f"they cost {cost:.3f} USD, for 1,000 turns {1000 * cost / of:.2f} USD")


def shown(name: str, outcome: Outcome) -> Iterator[str]:
    """Yield the lines about a turn."""
    route, reply = outcome.got.answer.route, outcome.got.answer.reply
    yield f"{name} ({outcome.turn.kind}): {outcome.turn.say}"
    yield from (f"  ! {what}: {found}" for what, found in outcome.faults)
    yield f"  {route.rule}: {route.reply_with}; waits in {outcome.got.waits_in or 'no queue'}"
    yield f"  {' '.join(reply.text.split())}"
    if reply.suggestions:
        yield f"  buttons: {' / '.join(reply.suggestions)}"


if __name__ == "__main__":
    raise SystemExit(main())
