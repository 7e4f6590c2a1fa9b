"""What a message names: days, times, vehicles, places, numbers, each with one normal form.

    find_slots("Tomorrow at half past nine in Leeds?", "en", today)

Rules and tables, no model: what they find is meant to be shown to the customer before anything is booked on it.
"""

from agents.intent.slots.find import find_slots

__all__ = ["find_slots"]
