"""Reading a service plan from its file. Apart from the plan itself, so that who is given one needs no YAML."""

from pathlib import Path

import yaml
from pydantic import ValidationError

from contracts.errors import InvalidInput
from vehicles.service_plan import ServicePlan


def read_plan(path: Path) -> ServicePlan:
    """Read a plan. Raises `InvalidInput` naming the file and what is wrong in it."""
    try:
        return ServicePlan.as_written(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise InvalidInput(str(path), f"cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise InvalidInput(str(path), f"is not YAML in UTF-8: {error}") from error
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"]) or "the plan"
        raise InvalidInput(str(path), f"{where}: {fault['msg'].removeprefix('Value error, ')}") from error
