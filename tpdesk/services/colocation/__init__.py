"""Co-location: who could share with whom, why, and whom to ask."""

from tpdesk.services.colocation.finding import find_candidates
from tpdesk.services.colocation.workbook import write_candidates_workbook

__all__ = ["find_candidates", "write_candidates_workbook"]
