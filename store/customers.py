"""Customers by id."""

from contracts.customer import Customer
from store.tables import CustomerItem, translated_errors


def find_customer(customer_id: str) -> Customer | None:
    """The customer, or None. Raises `Unavailable`."""
    with translated_errors():
        try:
            item = CustomerItem.get(customer_id)
        except CustomerItem.DoesNotExist:
            return None
        return Customer.model_validate(item.record)


def save_customer(customer: Customer) -> None:
    """Create or replace a customer. Raises `Unavailable`."""
    with translated_errors():
        CustomerItem(customer.customer_id, tenant=customer.tenant, record=customer.model_dump(mode="json")).save()
