"""What is open between a customer and the dealer, apart from their vehicles: orders and cases."""

from collections.abc import Iterator
from datetime import date

from contracts.customer import Customer
from contracts.findings.personalization import DueItem


def orders_and_cases(customer: Customer, today: date) -> tuple[DueItem, ...]:
    """Cases that are not closed, then orders that are not delivered, each in the order of their dates."""
    return (*_cases(customer), *_orders(customer, today))


def _cases(customer: Customer) -> Iterator[DueItem]:
    for case in sorted(customer.cases, key=lambda case: case.opened_on):
        if case.closed_on is None:
            yield DueItem(kind="case", detail=case.subject, reference=case.number, source=f"case {case.number}")


def _orders(customer: Customer, today: date) -> Iterator[DueItem]:
    for order in sorted(customer.orders, key=lambda order: order.expected_on or date.max):
        if order.delivered_on is None:
            yield DueItem(
                kind="order",
                detail=order.item,
                reference=order.number,
                due_on=order.expected_on,
                overdue=order.expected_on is not None and today > order.expected_on,
                source=f"order {order.number}",
            )
