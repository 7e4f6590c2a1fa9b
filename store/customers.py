"""Customers by id."""

from pydantic import ValidationError

from contracts.customer import Customer
from store.errors import broken_fields, malformed, translated_errors
from store.tables import CustomerItem


def find_customer(customer_id: str) -> Customer | None:
    """The customer, or None.

    Raises `Unavailable`, also for a record that cannot be read: with half a record, half of what is due would be told.
    """
    with translated_errors():
        try:
            item = CustomerItem.get(customer_id)
        except CustomerItem.DoesNotExist:
            return None
    return _customer_of(item)


def save_customer(customer: Customer) -> None:
    """Create or replace a customer. Raises `Unavailable`."""
    with translated_errors():
        _item_of(customer).save()


def _item_of(customer: Customer) -> CustomerItem:
    return CustomerItem(customer.customer_id, tenant=customer.tenant, record=customer.model_dump(mode="json"))


def _customer_of(item: CustomerItem) -> Customer:
    try:
        return Customer.model_validate(item.record)
    except ValidationError as error:
        raise malformed("customers", broken_fields(error), {}) from None
