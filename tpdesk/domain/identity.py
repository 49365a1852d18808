"""Identity of records: UUIDv7 and the key under which a reference is compared."""

from __future__ import annotations

import secrets
import time
import unicodedata

_SEQUENCES = 0x1000
"""So many identities are told apart within one millisecond."""

_VARIANT = bytes(byte & 0x3F | 0x80 for byte in range(256))
"""Sets the two bits of a byte that say how the rest is laid out (RFC 9562, 4.1)."""

_last_ms = 0
_sequence = 0


def new_uid() -> str:
    """Make a UUIDv7 (RFC 9562) as text: sorts by time, also within one millisecond of one process."""
    return new_uids(1)[0]


def new_uids(count: int) -> list[str]:
    """Make ``count`` UUIDv7 texts that sort in the order given."""
    global _last_ms, _sequence
    entropy = bytearray(secrets.token_bytes(8 * count))
    entropy[::8] = bytes(entropy[::8]).translate(_VARIANT)
    tails = entropy.hex()
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
        places = range(16 * len(uids), 16 * count, 16)
        uids += [
            f"{start}{number:03x}-{tails[place : place + 4]}-{tails[place + 4 : place + 16]}"
            for number, place in zip(range(_sequence, end), places, strict=False)
        ]
        _sequence = end
    return uids


def reference_key(reference: str) -> str:
    """Give the form in which references are compared: outer spaces gone, case folded."""
    return unicodedata.normalize("NFC", reference).strip().casefold()
