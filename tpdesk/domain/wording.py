"""Figures in the officer's words: 1,047 m², £101,129, 22 Nov 2026, a minute on foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

WALKING_M_PER_MINUTE = 80.0
DETOUR = 1.3
"""Streets are longer than the straight line by this much, where no network says better."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def area_words(area_m2: float) -> str:
    """Write a floor area."""
    return f"{area_m2:,.0f} m²"


def money_words(amount_gbp: float) -> str:
    """Write an amount in whole pounds."""
    return f"-£{-amount_gbp:,.0f}" if amount_gbp <= -0.5 else f"£{abs(amount_gbp):,.0f}"


def date_words(day: date) -> str:
    """Write a day as 22 Nov 2026, whatever the computer's language is."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def distance_words(distance_m: float) -> str:
    """Write a distance: metres below one kilometre, else kilometres."""
    return f"{distance_m:,.0f} m" if distance_m < 999.5 else f"{distance_m / 1000:,.1f} km"


def count_words(count: int, noun: str, plural: str = "") -> str:
    """Write how many there are of something: 1 page, 2 pages, 1,204 features.

    Args:
        count: How many.
        noun: The thing in the singular.
        plural: Its plural, where an s does not make it.
    """
    return f"{count:,} {noun if count == 1 else plural or f'{noun}s'}"


def walk_words(distance_m: float) -> str:
    """Write the walk that a straight line stands for, detour included."""
    minutes = round(distance_m * DETOUR / WALKING_M_PER_MINUTE)
    return "a minute on foot" if minutes <= 1 else f"{minutes} minutes on foot"


def months_words(months: float) -> str:
    """Write a span: months below two years, else years."""
    whole = round(months)
    if whole < 1:
        return "under a month"
    if whole < 24:
        return "a month" if whole == 1 else f"{whole} months"
    return f"{months / 12:.0f} years" if whole % 12 == 0 else f"{months / 12:.1f} years"
