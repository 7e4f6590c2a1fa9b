r"""Recalls and service plans from the command line.

    python -m vehicles recalls FILE... --out recalls.jsonl
    python -m vehicles match recalls.jsonl --make Veldra --model Tern --year 2023 --vin XVDTRN18P00000342
    python -m vehicles vin XVDTRN18P00000342
    python -m vehicles due vehicles/plan_demo.yaml --model Heron --km 41250 --first-registered 2023-05-31 \
        --last oil:2025-03-01:30000

`recalls` reads flat files and API answers of NHTSA, and recall tables (`vehicles/recalls_template.csv`); the format is
found by looking. `match` and `due` print a line of JSON for each finding, or CSV with `--csv`. The exit code is 0, or 1
if something cannot be done, or 2 if an argument makes no sense or rows of a file had to be left out.
"""

import argparse
import csv
import json
import re
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, get_args

from contracts.customer import Drive
from contracts.errors import CurbsideError, InvalidInput
from vehicles.importing import load_recalls, read_recalls, save_recalls
from vehicles.plan_file import read_plan
from vehicles.policy import SHOWN_PROBLEMS
from vehicles.recalls import Match, Recall, VehicleFacts, matches
from vehicles.service_plan import ServicePlan, TaskDone, VehicleUse, due, schedule
from vehicles.vin import decode

_DONE: Final = re.compile(r"(?P<task>[a-z0-9_]+):(?P<on>\d{4}-\d{2}-\d{2}):(?P<km>\d{1,7})")


def day(text: str) -> date:
    """A date written 2026-05-31."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2026-05-31") from error


def done(text: str) -> TaskDone:
    """A record of work written oil:2025-03-01:30000."""
    found = _DONE.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no task, date and km such as oil:2025-03-01:30000")
    return TaskDone(task=found["task"], on=day(found["on"]), km=int(found["km"]))


def kilometres(text: str) -> int:
    """A reading of an odometer."""
    if not re.fullmatch(r"[0-9]{1,7}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of kilometres such as 41250")
    return int(text)


def year(text: str) -> int:
    """A model year in four digits."""
    if not re.fullmatch(r"(19|20)[0-9]{2}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no year such as 2025")
    return int(text)


def market(text: str) -> str:
    """A country in two letters."""
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no country in two letters such as GB")
    return text.upper()


def show_progress(file: str, rows: int) -> None:
    """One line on stderr that counts up."""
    print(f"\r  {file}: {rows} rows", end="", file=sys.stderr, flush=True)


def show(records: Sequence[dict[str, Any]], columns: Sequence[str], *, as_csv: bool) -> None:
    """Print records as JSON lines, or as CSV with a header."""
    if not as_csv:
        for record in records:
            print(json.dumps(record, ensure_ascii=False))
        return
    table = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    table.writeheader()
    table.writerows({name: cell(value) for name, value in record.items()} for record in records)


def cell(value: object) -> object:
    """A value as recall tables write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(value) if isinstance(value, list) else value


def import_recalls(options: argparse.Namespace) -> int:
    """Read files, say what is wrong in them, and write the recalls."""
    found = read_recalls(options.files, show_progress)
    print(f"\r  {found.report.rows} rows in {len(options.files)} files", file=sys.stderr)
    for problem in found.report.problems[:SHOWN_PROBLEMS]:
        print(f"{'skipped' if problem.skipped else 'left out'}: {problem}", file=sys.stderr)
    more = found.report.skipped + found.report.noted - SHOWN_PROBLEMS
    if more > 0:
        print(f"... and about {more} more", file=sys.stderr)
    if options.out is not None:
        save_recalls(found.recalls(), options.out)
    print(found)
    return 2 if found.report.skipped else 0


def match_recalls(options: argparse.Namespace) -> int:
    """Print the recalls that are, or may be, about a vehicle: certain ones first, then the newest."""
    facts = VehicleFacts(
        make=options.make,
        model=options.model,
        vin=options.vin,
        year=options.year,
        built_on=options.built,
        market=options.market,
    )
    found: list[tuple[Match, Recall]] = []
    count = 0
    for count, recall in enumerate(load_recalls(options.recalls), start=1):  # noqa: B007  # it is told at the end
        match = matches(recall, facts)
        if match.certainty != "none":
            found.append((match, recall))
    found.sort(key=lambda pair: (pair[0].certainty != "certain", -(pair[1].reported_on or date.min).toordinal()))
    show([match_record(*pair) for pair in found], MATCH_COLUMNS, as_csv=options.csv)
    certain = sum(match.certainty == "certain" for match, _ in found)
    print(f"{certain} certain, {len(found) - certain} possible, of {count} recalls", file=sys.stderr)
    return 0


MATCH_COLUMNS: Final = (
    *("campaign_id", "certainty", "reason", "components", "summary", "remedy", "reported_on"),
    *("park_it", "park_outside", "over_the_air", "source", "demo"),
)


def match_record(match: Match, recall: Recall) -> dict[str, Any]:
    """What is said about a recall that matches."""
    known = recall.model_dump(mode="json") | match.model_dump() | {"components": list(recall.components)}
    return {name: known[name] for name in MATCH_COLUMNS}


def show_vin(options: argparse.Namespace) -> int:
    """Print what a VIN says."""
    facts = decode(options.vin, datetime.now(UTC).date())
    print(json.dumps(facts.model_dump(mode="json"), ensure_ascii=False, indent=2))
    return 0


def show_due(options: argparse.Namespace) -> int:
    """Print what is due on a vehicle."""
    plan = read_plan(options.plan)
    known = {task.task for task in plan.tasks}
    for record in options.last:
        if record.task not in known:
            raise InvalidInput("last", f"the plan has no task {record.task}, only {', '.join(sorted(known))}")
    vehicle = VehicleUse(
        model=options.model,
        drive=options.drive or only_drive(plan, options.model),
        km=options.km,
        first_registered=options.first_registered,
    )
    today = options.today or datetime.now(UTC).date()
    tasks = (schedule if options.all else due)(plan, vehicle, today, options.last)
    columns = ("task", "name", "due_on", "due_km", "overdue", "soon", "limits", "recorded", "odometer_went_back")
    show([task.model_dump(mode="json") for task in tasks], columns, as_csv=options.csv)
    return 0


def only_drive(plan: ServicePlan, model: str) -> Drive:
    """The drive kind of a model that has one. Raises `InvalidInput` if it has more."""
    drives = plan.drives_of(model)
    if len(drives) > 1:
        raise InvalidInput("drive", f"{model} is sold as {', '.join(drives)}: say which with --drive")
    return drives[0]


def arguments() -> argparse.ArgumentParser:
    """What the command line takes."""
    parser = argparse.ArgumentParser(
        prog="python -m vehicles", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    recalls = commands.add_parser("recalls", help="read files of recalls, and say what is wrong in them")
    recalls.add_argument("files", type=Path, nargs="+", metavar="FILE")
    recalls.add_argument("--out", type=Path, help="write the recalls to this file, one a line (JSON)")
    recalls.set_defaults(run=import_recalls)
    match = commands.add_parser("match", help="which recalls are about a vehicle")
    match.add_argument("recalls", type=Path, help="what `recalls --out` wrote")
    match.add_argument("--make", required=True)
    match.add_argument("--model", required=True)
    match.add_argument("--vin")
    match.add_argument("--year", type=year, help="model year")
    match.add_argument("--built", type=day, help="day of manufacture")
    match.add_argument("--market", type=market, help="country it was sold in, two letters")
    match.set_defaults(run=match_recalls)
    vin = commands.add_parser("vin", help="what a VIN says")
    vin.add_argument("vin")
    vin.set_defaults(run=show_vin)
    plan = commands.add_parser("due", help="what a service plan says is due")
    plan.add_argument("plan", type=Path)
    plan.add_argument("--model", required=True)
    plan.add_argument("--drive", choices=get_args(Drive), help="needed if the model is sold with several")
    plan.add_argument("--km", type=kilometres, required=True, help="reading of the odometer")
    plan.add_argument("--first-registered", type=day, required=True)
    plan.add_argument("--last", type=done, action="append", default=[], metavar="TASK:DATE:KM", help="may be repeated")
    plan.add_argument("--today", type=day, help="as if it were this day")
    plan.add_argument("--all", action="store_true", help="also what is not due yet")
    plan.set_defaults(run=show_due)
    for command in (match, plan):
        command.add_argument("--csv", action="store_true", help="print CSV instead of JSON lines")
    return parser


def main() -> int:
    """Run one command; returns the exit code."""
    options = arguments().parse_args()
    try:
        return int(options.run(options))
    except InvalidInput as error:
        print(f"error: {error.field}: {error}", file=sys.stderr)
    except CurbsideError as error:
        print(f"error: {error}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
