"""Every endpoint of the API, as data. `make openapi` writes `openapi.yaml` from this table.

No function imports it, so that models of other endpoints cost no cold start; a test compares it with the handlers.
"""

from typing import Final

from handlers.routes.customer import CUSTOMER_ROUTES
from handlers.routes.desk import DESK_ROUTES
from handlers.routes.operator import OPERATOR_ROUTES
from handlers.routes.route import Parameter, Route
from handlers.routes.staff import STAFF_ROUTES

__all__ = ["ROUTES", "Parameter", "Route"]

ROUTES: Final[tuple[Route, ...]] = (*CUSTOMER_ROUTES, *STAFF_ROUTES, *DESK_ROUTES, *OPERATOR_ROUTES)
