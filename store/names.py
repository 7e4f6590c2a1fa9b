"""Physical names of the tables, apart from the models so that reading them imports no pynamodb."""

from contracts.base import Strict


class TableNames(Strict):
    """Physical names; a function is given only those it may touch."""

    customers: str | None = None
    conversations: str | None = None
    sessions: str | None = None
    gateway: str | None = None
    recalls: str | None = None
    connections: str | None = None
    desk: str | None = None
