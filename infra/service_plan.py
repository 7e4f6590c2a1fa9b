"""Store a service plan: `python -m infra.service_plan vehicles/plan_demo.yaml --tenant demo --table RECALLS_TABLE`.

The tenant's vehicles of the plan's brand go by it from then on; warm functions notice within five minutes.
"""

import sys
from pathlib import Path

from contracts.command_line import parser_of
from contracts.errors import CurbsideError, InvalidInput
from store.names import TableNames
from store.recalls import save_service_plan
from store.tables import connect
from vehicles.names import make_key
from vehicles.plan_file import read_plan
from vehicles.service_plan import ServicePlan


def store_plan(path: Path, tenant: str) -> ServicePlan:
    """Read a plan and store it for a tenant. Raises `InvalidInput` and `Unavailable`."""
    plan = read_plan(path)
    save_service_plan(tenant, make_key(plan.brand), plan.model_dump(mode="json", exclude_defaults=True))
    return plan


def main() -> int:
    """Store one plan; returns the exit code."""
    parser = parser_of("infra.service_plan", __doc__)
    parser.add_argument("plan", type=Path, help="a YAML file such as vehicles/plan_demo.yaml")
    parser.add_argument("--tenant", required=True)
    parser.add_argument("--table", required=True, help="the stack's output RecallsTable")
    parser.add_argument("--region", default="us-east-1")
    options = parser.parse_args()
    connect(TableNames(recalls=options.table), options.region)
    try:
        plan = store_plan(options.plan, options.tenant)
    except InvalidInput as error:
        print(f"error: {error.field}: {error}", file=sys.stderr)
    except CurbsideError as error:
        print(f"error: {error}", file=sys.stderr)
    else:
        print(f"{plan.title}: {len(plan.tasks)} tasks for {len(plan.models)} models, used by {options.tenant}")
        return 0
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
