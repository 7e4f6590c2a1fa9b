"""The table of routes, which the API's document is made from, beside the handlers that answer."""

import pytest

from handlers.routes import ROUTES
from tests.unit.aws import template
from tests.unit.handlers.conftest import Load

pytestmark = pytest.mark.usefixtures("tables", "knowledge_base")
FUNCTIONS = sorted({route.function for route in ROUTES})


def answered_by(load: Load, function: str) -> set[tuple[str, str]]:
    """Method and path of every request that a function's handler has an answer to."""
    router = load(function.lower()).api
    paths = router.get_openapi_schema().paths
    return {(method.upper(), path) for path, item in paths.items() for method in item.model_dump(exclude_none=True)}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_each_handler_answers_the_routes_that_the_table_gives_its_function_and_no_other(
    load: Load, function: str
) -> None:
    assert answered_by(load, function) == {(r.method, r.path) for r in ROUTES if r.function == function}
