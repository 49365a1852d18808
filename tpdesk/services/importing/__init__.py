"""Lists of partners, read, understood, placed and matched: a plan first, the register afterwards."""

from tpdesk.services.importing.plan import ImportPlan
from tpdesk.services.importing.planning import plan_import
from tpdesk.services.importing.request import Decisions, ImportRequest, References

__all__ = ["Decisions", "ImportPlan", "ImportRequest", "References", "plan_import"]
