"""The desks of this process's region, as use cases see them; `connect_tables` says which tables these are."""

from functools import cache, partial

from conversations.stores import Desk
from store.desk import find_floors, find_handover, find_presence, read_ended, read_floor, register_floor, write_change
from store.steps import write_message, write_note, write_step
from store.tenants import find_tenant


@cache
def desk(region: str) -> Desk:
    """Return the desks of a region."""
    return Desk(
        region=region,
        floor=partial(read_floor, region),
        floors=partial(find_floors, region),
        open_floor=partial(register_floor, region),
        handover=partial(find_handover, region),
        presence=partial(find_presence, region),
        ended=partial(read_ended, region),
        tenant=find_tenant,
        change=write_change,
        write=write_step,
        message=write_message,
        note=write_note,
    )
