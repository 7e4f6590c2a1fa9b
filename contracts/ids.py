"""Identifiers that sort by time."""

import secrets
import time


def new_id() -> str:
    """32 hexadecimal digits: 48 bits of Unix time in milliseconds, then 80 random bits.

    Sorts by creation time as text, the layout of a UUIDv7 without its version bits, so that a DynamoDB sort key
    keeps the order in which messages arrived.
    """
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(10)}"
