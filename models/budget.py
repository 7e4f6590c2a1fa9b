"""The most that a call may cost, asked before it is made."""

from models.catalogue.chain import Served
from models.catalogue.price import Usage, cost_usd
from models.metering import estimated_usage
from models.request import ModelRequest, Spent
from models.wire import most_tokens


def most_usd(request: ModelRequest, served: Served) -> float:
    """Return the most that one call to a model may cost, US dollars.

    The whole prompt counts as written to the cache, which is the dearest way to read it, and every token that the model
    may write as written.
    """
    prompt = estimated_usage(request, "").input_tokens
    most = Usage(cache_write_tokens=prompt, output_tokens=most_tokens(request, served.model))
    return cost_usd(served.offer.price, most)


def affords(request: ModelRequest, served: Served, spent: Spent) -> bool:
    """Whether a call fits into the request's budget after what was spent on it so far."""
    return request.budget_usd is None or spent.cost_usd + most_usd(request, served) <= request.budget_usd
