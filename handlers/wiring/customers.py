"""What is known about customers and their vehicles."""

from collections.abc import Callable
from typing import NamedTuple

from agents.personalization.records import FindPlan, FindRecalls, plans_in, recalls_in
from contracts.customer import Customer
from handlers.environment import TablesEnvironment
from handlers.wiring.tables import connect_tables
from store.customers import find_customer
from store.recalls import find_recalls, find_service_plan


class CustomerRecords(NamedTuple):
    """The sources of the personalization agent, in the order in which it takes them."""

    find_customer: Callable[[str], Customer | None]
    find_recalls: FindRecalls
    find_plan: FindPlan


def customer_records(environment: TablesEnvironment) -> CustomerRecords:
    """Return the records in the tables."""
    connect_tables(environment)
    return CustomerRecords(find_customer, recalls_in(find_recalls), plans_in(find_service_plan))
