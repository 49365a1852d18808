"""Identity of records: UUIDv7 and the key under which a reference is compared."""

from __future__ import annotations

import secrets
import time
import unicodedata

_SEQUENCES = 0x1000
"""So many identities are told apart within one millisecond."""

_VARIANTS = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}

_last_ms = 0
_sequence = 0


def new_uid() -> str:
    """Make a UUIDv7 (RFC 9562) as text: sorts by time, also within one millisecond of one process."""
    return new_uids(1)[0]


def new_uids(count: int) -> list[str]:
    """Make ``count`` UUIDv7 texts that sort in the order given."""
    global _last_ms, _sequence
    entropy = secrets.token_bytes(8 * count).hex()
    tails = [entropy[start : start + 16] for start in range(0, 16 * count, 16)]
    uids: list[str] = []
    while len(uids) < count:
        now_ms = time.time_ns() // 1_000_000
        if now_ms > _last_ms:
            _last_ms, _sequence = now_ms, 0
        elif _sequence == _SEQUENCES:
            _last_ms, _sequence = _last_ms + 1, 0
        end = min(_SEQUENCES, _sequence + count - len(uids))
        moment = f"{_last_ms:012x}"
        start = f"{moment[:8]}-{moment[8:]}-7"
        uids += [
            f"{start}{number:03x}-{_VARIANTS[tail[0]]}{tail[1:4]}-{tail[4:]}"
            for number, tail in zip(
                range(_sequence, end), tails[len(uids) : len(uids) + end - _sequence], strict=True
            )
        ]
        _sequence = end
    return uids


def reference_key(reference: str) -> str:
    """Give the form in which references are compared: outer spaces gone, case folded."""
    return unicodedata.normalize("NFC", reference).strip().casefold()
