"""The matters that a customer had, in the desk's table: one record each, never changed."""

from datetime import timedelta

from pydantic import ValidationError

from contracts.episode import Episode
from store.errors import broken_fields, report_malformed, translated_errors
from store.policy import EPISODES_KEPT_DAYS, EPISODES_READ
from store.tables import DeskItem


def read_episodes(tenant: str, customer_id: str) -> list[Episode]:
    """Return a customer's last `EPISODES_READ` matters, the latest first. One that cannot be read is left out.

    Raises `Unavailable`.
    """
    with translated_errors():
        items = list(DeskItem.query(_key(tenant, customer_id), scan_index_forward=False, limit=EPISODES_READ))
    return [episode for item in items if (episode := _episode_of(item))]


def episode_item(episode: Episode) -> DeskItem:
    """Return what is written of a matter, together with what ends it."""
    return DeskItem(
        _key(episode.tenant, episode.customer_id),
        f"{episode.ended_at.isoformat()}#{episode.conversation_id}#{episode.episode}",
        record=episode.model_dump(mode="json"),
        expires_at=episode.ended_at + timedelta(days=EPISODES_KEPT_DAYS),
    )


def _episode_of(item: DeskItem) -> Episode | None:
    try:
        return Episode.model_validate(item.record)
    except ValidationError as error:
        report_malformed(
            "desk", broken_fields(error), {"conversation_id": item.name.partition("#")[2].partition("#")[0]}
        )
        return None


def _key(tenant: str, customer_id: str) -> str:
    return f"customer#{tenant}#{customer_id}"
