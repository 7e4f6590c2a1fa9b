"""The tables of this process."""

from handlers.environment import TablesEnvironment
from store.tables import connect


def connect_tables(environment: TablesEnvironment) -> None:
    """Point the store at the tables that the environment names. Opens no connection."""
    connect(environment.tables(), environment.region)
