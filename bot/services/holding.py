"""Holding: what follows when something is not said one by one, and what counts as having been."""

from datetime import datetime

from bot.domain.deliveries import Delivery, NewDelivery
from bot.domain.door import Dropped
from bot.domain.messages import Kind
from storage.transaction import Transaction


def after_drop(
    _tx: Transaction, _delivery: Delivery, _why: Dropped, _now: datetime
) -> list[NewDelivery]:
    """Return what is to be said instead of a delivery that was dropped."""
    return []


def is_counted(_tx: Transaction, delivery: Delivery) -> bool:
    """Whether a message that was sent counts towards its reader's weekly cap."""
    return delivery.kind is Kind.NUDGE
