"""Reconciling: what the books say against what is there."""

from .day_close import CashCount, DayClose, Numbers, Taking, close_day

__all__ = ["CashCount", "DayClose", "Numbers", "Taking", "close_day"]
