"""A model that is left alone for a while, as processes tell each other."""

from contracts.base import Tolerant


class Broken(Tolerant):
    """An open breaker. Both are seconds since 1970."""

    until: float
    """When the model may be tried again."""
    probed_until: float = 0.0
    """Until when somebody is trying it."""
