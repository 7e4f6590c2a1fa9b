"""Customers in their table."""

import pytest

from store.customers import find_customer, save_customer
from tests.unit import builders


@pytest.mark.usefixtures("tables")
def test_a_customer_is_read_back_whole() -> None:
    who = builders.customer(builders.vehicle(open_recalls=("tailgate",)), first_name="Léa", consents=("marketing",))
    save_customer(who)
    assert find_customer("cust-1") == who
    assert find_customer("cust-2") is None
