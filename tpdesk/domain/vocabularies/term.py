"""What a vocabulary is: the register's own words for a facet, and the wordings partners use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_APART = re.compile(r"[^a-z0-9&+]+")


def fold_wording(text: str) -> str:
    """Give the form in which wordings are compared: lower case, only letters, digits and single spaces."""
    return _APART.sub(" ", text.casefold()).strip()


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a vocabulary.

    Attributes:
        key: Stored in the register.
        label: Shown to people.
        synonyms: Wordings seen in partners' lists, any case and punctuation.
    """

    key: str
    label: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """An ordered set of terms for one facet."""

    key: str
    label: str
    terms: tuple[Term, ...]

    @cached_property
    def _by_wording(self) -> dict[str, str]:
        wordings: dict[str, str] = {}
        for term in self.terms:
            for wording in (term.key, term.label, *term.synonyms):
                wordings.setdefault(fold_wording(wording), term.key)
        return wordings

    @cached_property
    def _by_key(self) -> dict[str, Term]:
        return {term.key: term for term in self.terms}

    @property
    def keys(self) -> tuple[str, ...]:
        """The stored words, in order."""
        return tuple(term.key for term in self.terms)

    def find(self, wording: str) -> str | None:
        """Give the key for a wording, or None when it is in no term."""
        return self._by_wording.get(fold_wording(wording))

    def label_of(self, key: str) -> str:
        """Give the label for a key; the key itself when it is not in the vocabulary."""
        term = self._by_key.get(key)
        return term.label if term else key
