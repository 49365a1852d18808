"""Identity of records: UUIDv7 and the key under which a reference is compared."""

from __future__ import annotations

import secrets
import time
import unicodedata
from uuid import UUID

_last_ms = 0
_sequence = 0


def new_uid() -> str:
    """Make a UUIDv7 (RFC 9562) as text: sorts by time, also within one millisecond of one process."""
    return new_uids(1)[0]


def new_uids(count: int) -> list[str]:
    """Make ``count`` UUIDv7 texts that sort in the order given."""
    global _last_ms, _sequence
    uids = []
    entropy = secrets.token_bytes(8 * count)
    for index in range(count):
        now_ms = time.time_ns() // 1_000_000
        if now_ms > _last_ms:
            _last_ms, _sequence = now_ms, 0
        else:
            _sequence += 1
            if _sequence > 0xFFF:
                _last_ms, _sequence = _last_ms + 1, 0
        tail = int.from_bytes(entropy[8 * index : 8 * index + 8], "big") & ((1 << 62) - 1)
        value = (_last_ms << 80) | (7 << 76) | (_sequence << 64) | (2 << 62) | tail
        uids.append(str(UUID(int=value)))
    return uids


def reference_key(reference: str) -> str:
    """Give the form in which references are compared: outer spaces gone, case folded."""
    return unicodedata.normalize("NFC", reference).strip().casefold()
