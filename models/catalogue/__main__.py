"""Print the catalogue of models as a table, or compare its prices with AWS's price list.

    python -m models.catalogue
    python -m models.catalogue compare
    python -m models.catalogue compare --region eu-west-1 --prices file:///home/me/offers

`compare` reads the public price list of the Regions of our cells, or of those named with `--region`, which may be
repeated; `--prices` names a copy of it. It says of each offer whether its price is the same, differs or was not found.
The exit code is 0, or 1 if the list cannot be had, or 2 if a price differs.
"""

from argparse import Namespace
from collections import Counter

from contracts.command_line import exit_code, parser_of
from models.catalogue.compare import Comparison, compare, listed_in
from models.catalogue.policy import CELL_REGIONS, PRICE_LIST
from models.catalogue.table import table


def show_table(_: Namespace) -> int:
    """Print every offer."""
    print(table())
    return 0


def show_comparison(options: Namespace) -> int:
    """Print a line for each offer and Region, then how many are the same; returns the exit code."""
    found: list[Comparison] = []
    for region in options.region or CELL_REGIONS:
        found += compare(region, listed_in(region, options.prices))
    print("\n".join(map(str, found)))
    count = Counter(each.verdict for each in found)
    print(f"{count['same']} same, {count['differs']} differ, {count['not listed']} not listed")
    return 2 if count["differs"] else 0


def main() -> int:
    """Run one command; returns the exit code."""
    parser = parser_of("models.catalogue", __doc__)
    parser.set_defaults(run=show_table)
    comparison = parser.add_subparsers().add_parser("compare", help="compare the prices with AWS's price list")
    comparison.add_argument("--region", action="append", help="whose prices; may be repeated")
    comparison.add_argument("--prices", default=PRICE_LIST, metavar="ADDRESS", help="where the price list is")
    comparison.set_defaults(run=show_comparison)
    options = parser.parse_args()
    return exit_code(lambda: int(options.run(options)))


if __name__ == "__main__":
    raise SystemExit(main())
