"""One sitting of a person at QGIS: opens a register, does what it is told, and says what became of it.

Run by QGIS's own Python, not by the project's, as

    python qgis_session.py REGISTER STEPS

STEPS is JSON: a list of objects, each with "do" and what that step needs. The last line of the output is a
JSON list with one answer for each step. Every step opens the register anew, as a person does who comes back.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from qgis.core import (  # type: ignore[import-not-found]
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsPointXY,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize  # type: ignore[import-not-found]
from qgis.PyQt.QtGui import QColor  # type: ignore[import-not-found]

Answer = dict[str, Any]


def opened(register: str, table: str) -> Any:  # noqa: ANN401 - QGIS tells no types
    layer = QgsVectorLayer(f"{register}|layername={table}", table, "ogr")
    if not layer.isValid():
        sys.exit(f"QGIS cannot open {table}")
    return layer


def _saved(layer: Any) -> Answer:  # noqa: ANN401
    return {"saved": layer.commitChanges(), "said": layer.commitErrors()}


def _feature(layer: Any, uid: str) -> Any:  # noqa: ANN401
    return next(each for each in layer.getFeatures() if each["uid"] == uid)


def _point(spot: list[float]) -> Any:  # noqa: ANN401
    return QgsGeometry.fromPointXY(QgsPointXY(*spot))


def add(register: str, step: Answer) -> Answer:
    """Add a row with its values, and its point if it has one; give its uid."""
    layer = opened(register, step["table"])
    known = {each["uid"] for each in layer.getFeatures()}
    layer.startEditing()
    feature = QgsFeature(layer.fields())
    for name, value in step["values"].items():
        feature[name] = value
    if "at" in step:
        feature.setGeometry(_point(step["at"]))
    layer.addFeature(feature)
    answer = _saved(layer)
    # A layer whose edits are saved still shows what was typed; read anew, the register's triggers show too.
    uids = {each["uid"] for each in opened(register, step["table"]).getFeatures()} - known
    return answer | {"uids": sorted(map(str, uids))}


def edit(register: str, step: Answer) -> Answer:
    """Move, change and remove rows in one go, as one saving of edits."""
    layer = opened(register, step["table"])
    layer.startEditing()
    for uid, spot in step.get("move", {}).items():
        layer.changeGeometry(_feature(layer, uid).id(), _point(spot))
    for uid, values in step.get("change", {}).items():
        for name, value in values.items():
            layer.changeAttributeValue(_feature(layer, uid).id(), layer.fields().indexOf(name), value)
    for uid in step.get("remove", ()):
        layer.deleteFeature(_feature(layer, uid).id())
    return _saved(layer)


def draw(register: str, step: Answer) -> Answer:
    """Draw a layer in the style that comes with it; give the style's legend."""
    layer = opened(register, step["table"])
    settings = QgsMapSettings()
    settings.setOutputSize(QSize(*step["size"]))
    settings.setDestinationCrs(layer.crs())
    settings.setBackgroundColor(QColor("white"))
    settings.setExtent(QgsRectangle(*step["extent"]))
    settings.setLayers([layer])
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(step["out"])
    renderer = layer.renderer()
    legend = (
        {each.value(): [each.label(), each.symbol().color().name()] for each in renderer.categories()}
        if renderer.type() == "categorizedSymbol"
        else {}
    )
    return {
        "legend": legend,
        "faults": [each.message for each in job.errors()],
        "system": layer.crs().authid(),
        "features": layer.featureCount(),
        "choices": {
            field.name(): layer.editorWidgetSetup(at).type() for at, field in enumerate(layer.fields())
        },
    }


STEPS = {"add": add, "edit": edit, "draw": draw}


def main(register: str, steps: list[Answer]) -> None:
    """Do the steps and print the answers."""
    application = QgsApplication([], False)
    application.initQgis()
    answers = [STEPS[step["do"]](register, step) for step in steps]
    application.exitQgis()
    sys.stdout.write(json.dumps(answers) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
