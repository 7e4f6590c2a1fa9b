"""The table of routes, which the API's document is made from, beside the handlers that answer."""

from pathlib import Path

import pytest

import handlers
from handlers.routes import ROUTES, Route
from infra.package import ROOT, sources
from tests.unit.handlers.conftest import Load

pytestmark = pytest.mark.usefixtures("tables")
FUNCTIONS = sorted({route.function for route in ROUTES})


def answered_by(load: Load, function: str) -> set[tuple[str, str]]:
    """Method and path of every request that a function's handler has an answer to."""
    paths = load(function.lower()).api.get_openapi_schema().paths
    return {(method.upper(), path) for path, item in paths.items() for method in item.model_dump(exclude_none=True)}


def written(route: Route) -> str:
    """A route's path as its handler has it: Powertools takes a slash in a parameter only where anything may stand."""
    greedy = next((parameter.name for parameter in route.parameters if parameter.greedy), "")
    return route.path.replace(f"{{{greedy}}}", ".+")


@pytest.mark.parametrize("function", FUNCTIONS)
def test_each_handler_answers_the_routes_that_the_table_gives_its_function_and_no_other(
    load: Load, function: str
) -> None:
    assert answered_by(load, function) == {(r.method, written(r)) for r in ROUTES if r.function == function}


def test_every_handler_with_an_api_is_in_the_table() -> None:
    files = Path(handlers.__file__).parent.glob("*.py")
    assert sorted(file.stem.capitalize() for file in files if "api = Api()" in file.read_text("utf-8")) == FUNCTIONS


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_function_brings_the_table_with_it(function: str) -> None:
    files = {file.relative_to(ROOT).as_posix() for file in sources(function)[0]}
    assert "handlers/api.py" in files
    assert not [file for file in files if file.startswith(("handlers/routes", "infra/"))]


def test_no_two_operations_have_one_name() -> None:
    names = [route.operation for route in ROUTES]
    assert len(set(names)) == len(names)


def test_every_part_of_a_path_that_varies_is_described() -> None:
    for route in ROUTES:
        described = [parameter.name for parameter in route.parameters if parameter.place == "path"]
        assert [part[1:-1] for part in route.path.split("/") if part.startswith("{")] == described
