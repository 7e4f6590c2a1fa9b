"""Models beside the fast path, mode by mode: `python -m evaluation.with_models --region REGION`.

Two tables: the scripted conversations, and sets of single messages (`evaluation/with_models/labelled.py`).

Calls go to Bedrock in REGION, or wherever AWS_ENDPOINT_URL_BEDROCK_RUNTIME points. With `--double` they go to the
stand-in that answers by rules (docs/bedrock.md): then the run shows that everything works and what prompts weigh, but
no quality, since no model has answered.
"""

import argparse
from collections.abc import Sequence

from contracts.command_line import exit_code, parser_of
from encoder import Encoder
from encoder.command_line import add_encoder_options, encoder_of
from evaluation.scripted.play import demo_supervisor, play
from evaluation.scripted.report import outcomes
from evaluation.scripted.script import Script, read_scripts
from evaluation.with_models.bedrock import add_double_option, answering, client_in
from evaluation.with_models.labelled import ROWS, labelled_sets, modes_of_sets
from evaluation.with_models.metered import Meter
from evaluation.with_models.modes import MODES
from evaluation.with_models.report import Held, side_by_side


def main(arguments: Sequence[str] | None = None) -> int:
    """Hold and print; returns the exit code."""
    parser = parser_of("evaluation.with_models", __doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="beginning of conversations' names; all without")
    parser.add_argument("--rows", type=int, default=ROWS, help=f"messages of each set; {ROWS} without, 0 for none")
    add_double_option(parser)
    add_encoder_options(parser)
    options = parser.parse_args(arguments)
    scripts = [one for one in read_scripts() if one.name.startswith(tuple(options.names) or ("",))]
    if not scripts:
        parser.error(f"no conversation begins with {' or '.join(options.names)}")
    return exit_code(lambda: show(scripts, encoder_of(options), options))


def show(scripts: list[Script], encoder: Encoder, options: argparse.Namespace) -> None:
    """Print the tables of all modes."""
    region, quality = options.region, not options.double
    with answering(double=options.double):
        modes = [held(mode, scripts, encoder, region) for mode in MODES]
        print("\n".join(side_by_side(modes, region, quality=quality)))
        if options.rows:
            labelled = labelled_sets(encoder, options.rows)
            print("", *modes_of_sets(labelled, encoder, region, quality=quality), sep="\n")


def held(mode: str, scripts: list[Script], encoder: Encoder, region: str) -> Held:
    """Hold the conversations in one mode."""
    meter = Meter()
    got = list(play(scripts, demo_supervisor(encoder, client_in(region, meter)), models=MODES[mode]))
    judged = [turn for turns in outcomes(scripts, got) for turn in turns]
    answers = [one.answer for turns in got for one in turns]
    return Held(mode, judged, answers, meter.calls)


if __name__ == "__main__":
    raise SystemExit(main())
