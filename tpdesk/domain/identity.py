"""Identity of records: UUIDv7 and the key under which a reference is compared."""

from __future__ import annotations

import secrets
import time
import unicodedata

_last_ms = 0
_sequence = 0


def new_uid() -> str:
    """Make a UUIDv7 (RFC 9562) as text: sorts by time, also within one millisecond of one process."""
    return new_uids(1)[0]


def new_uids(count: int) -> list[str]:
    """Make ``count`` UUIDv7 texts that sort in the order given."""
    global _last_ms, _sequence
    entropy = secrets.token_bytes(8 * count).hex()
    uids = []
    for index in range(count):
        now_ms = time.time_ns() // 1_000_000
        if now_ms > _last_ms:
            _last_ms, _sequence = now_ms, 0
        else:
            _sequence += 1
            if _sequence > 0xFFF:
                _last_ms, _sequence = _last_ms + 1, 0
        moment, tail = f"{_last_ms:012x}", entropy[16 * index : 16 * index + 16]
        variant = "89ab"[int(tail[0], 16) & 3]
        uids.append(f"{moment[:8]}-{moment[8:]}-7{_sequence:03x}-{variant}{tail[1:4]}-{tail[4:]}")
    return uids


def reference_key(reference: str) -> str:
    """Give the form in which references are compared: outer spaces gone, case folded."""
    return unicodedata.normalize("NFC", reference).strip().casefold()
