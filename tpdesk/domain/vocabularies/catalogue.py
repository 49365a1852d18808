"""Every vocabulary by its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.vocabularies import holding, organisations, record, services

if TYPE_CHECKING:
    from tpdesk.domain.vocabularies.term import Vocabulary

VOCABULARIES: dict[str, Vocabulary] = {
    vocabulary.key: vocabulary
    for vocabulary in (
        organisations.KINDS,
        holding.LEVELS,
        holding.HOLDINGS,
        holding.TENURES,
        holding.TENURE_DETAILS,
        holding.INTEREST_DIRECTIONS,
        holding.INTEREST_KINDS,
        holding.STATUSES,
        holding.CONDITIONS,
        holding.AREA_BASES,
        holding.ENERGY_BANDS,
        holding.YES_NO,
        record.SENSITIVITIES,
        record.LOCATION_METHODS,
        record.COST_KINDS,
        record.CONSTRAINT_KINDS,
        services.SERVICES,
    )
}
