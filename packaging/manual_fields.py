"""Writes the manual's pages of fields and of issues from their catalogues, so that they cannot differ.

python packaging/manual_fields.py
"""

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tpdesk.domain.fields.catalogue import FIELDS, GROUPS, fields_of_group
from tpdesk.domain.fields.field import CommercialGroup, Field, FieldGroup
from tpdesk.domain.issues import ISSUE_KINDS
from tpdesk.domain.rules.catalogue import RULES

MANUAL = Path(__file__).resolve().parents[1] / "docs" / "manual"
FIELDS_HEAD = """\
# Fields

Every fact that the register keeps of a building has a key. Conditions are written with it
(`show --where "tenure=freehold"`), and the answer of an import names it for every column.

- **Unknown** is an empty cell, never 0.
- A key in *italics* is found out or worked out by tpdesk; no column of a list goes to it.
- † marks a commercial fact: it stays with its organisation, unless the list it came from is published
  ([What leaves the register](disclosure.md)).
"""
ISSUES_HEAD = """\
# Issues

A doubt about a list, or about the register as it stands, is an issue. `tpdesk issues` gives those that stand.

## About a list

Every kind has a code: the answer of an import counts by it, and the workbook of `--issues` gives it with
each row.

A fix is proposed for some kinds. It is made only when it is accepted: in the Issues tab of Collect, or with
`--accept-fix CODE` for every row, or `--accept-fix CODE:ROW` for one.

| code | what it says | weight | fix |
|---|---|---|---|
"""
RULES_HEAD = """
## About the register

Rules look at the facts as they are now, whatever they came from. A rule that looks at commercial facts speaks
only to those who may see them; cells of a list are told to the organisation that sent it, and in full.

A doubt is accepted for a reason, which is kept with the register and can be undone. The acceptance holds for
the values it was given for: when one of them changes, the doubt is open again.

| code | what it says | when | weight | fix |
|---|---|---|---|---|
"""


def pages() -> dict[str, str]:
    """Give the text of each page by its file name."""
    fields = "\n".join([FIELDS_HEAD, *(line for group in GROUPS for line in _section(group))])
    rows = (
        f"| `{kind.code}` | {kind.title} | {kind.severity} | {'proposed' if kind.fixable else ''} |\n"
        for kind in ISSUE_KINDS.values()
    )
    rules = (
        f"| `{rule.code}` | {rule.label} | {rule.definition} | {rule.severity} | {rule.remedy} |\n"
        for rule in RULES
    )
    return {"fields.md": fields, "issues.md": ISSUES_HEAD + "".join(rows) + RULES_HEAD + "".join(rules)}


def _section(group: FieldGroup) -> Iterator[str]:
    fields = fields_of_group(group.key)
    if not fields:
        return
    yield f"## {group.label}\n"
    yield "| key | field | unit | what it means | from |"
    yield "|---|---|---|---|---|"
    for field in fields:
        cells = (_key(field), field.label, field.unit, field.definition, field.source)
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
    yield ""


def _key(field: Field) -> str:
    mark = " †" if field.commercial is CommercialGroup.COMMERCIAL else ""
    return (f"`{field.key}`" if field.importable else f"*`{field.key}`*") + mark


def main() -> int:
    """Write the pages."""
    for name, text in pages().items():
        (MANUAL / name).write_text(text, "utf-8")
    print(f"{len(FIELDS)} fields, {len(ISSUE_KINDS)} kinds of issue, {len(RULES)} rules in {MANUAL}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
