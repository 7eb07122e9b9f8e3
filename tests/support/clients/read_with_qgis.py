"""Opens the points and their tiles in QGIS without a screen, and prints what it found as JSON.

Arguments: address of the server, token, folder for pictures, role whose name the pictures get. The token is the password
of an authentication of QGIS.
"""

import json
import os
import sys
import urllib.request

address, token, folder, role = sys.argv[1:5]
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QGIS_CUSTOM_CONFIG_PATH"] = os.path.join(folder, "profile")

from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsAuthMethodConfig,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsLayerDefinition,
    QgsLayerNotesUtils,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsVectorDataProvider,
    QgsVectorLayer,
    QgsVectorTileLayer,
)
from qgis.gui import QgsAttributeForm, QgsGui  # noqa: E402
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402
from qgis.PyQt.QtWidgets import QAction, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QToolBar  # noqa: E402

GROUND = QColor("#eef1f1")
CITY = QgsRectangle(105.6, 20.8, 106.1, 21.25)

application = QgsApplication([], True)
application.initQgis()
manager = QgsApplication.authManager()
manager.setMasterPassword("only of this test", True)
entry = QgsAuthMethodConfig("Basic")
entry.setName("diaban")
entry.setConfig("username", "qgis")
entry.setConfig("password", token)
manager.storeAuthenticationConfig(entry)
key = f"authcfg={entry.id()}"


def read(path):
    asked = urllib.request.Request(address + path, headers={"Authorization": f"Bearer {token}"})
    return urllib.request.urlopen(asked).read()


def saved(name):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(read(f"/ogc/collections/points/styles/{name}"))
    return path


def points(size=7):
    paging = f"pagingEnabled='enabled' pageSize='{size}'"
    uri = f"url='{address}/ogc?shape=anchor' typename='points' {key} {paging}"
    return QgsVectorLayer(uri, "points", "OAPIF")


def codes(layer, request=None):
    features = layer.getFeatures() if request is None else layer.getFeatures(request)
    return sorted(feature["code"] for feature in features)


def colours(layer, name):
    """Draws a layer over the city and counts the pixels of each colour but the ground."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setBackgroundColor(GROUND)
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    settings.setOutputSize(QSize(1000, 900))
    wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
    turned = QgsCoordinateTransform(wgs84, settings.destinationCrs(), QgsProject.instance())
    settings.setExtent(turned.transformBoundingBox(CITY))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    picture = job.renderedImage()
    picture.save(os.path.join(folder, name))
    counts = {}
    for x in range(picture.width()):
        for y in range(picture.height()):
            colour = QColor(picture.pixel(x, y)).name()
            counts[colour] = counts.get(colour, 0) + 1
    counts.pop(GROUND.name(), None)
    return counts


def show_editing(layer):
    """Builds the edit buttons of QGIS for a layer and the form of its first feature, and tells which could be used.

    QGIS greys its buttons by the capabilities of the provider (`QgisApp::activateDeactivateLayerRelatedActions`): the
    same conditions are asked here, and the buttons are drawn.
    """
    kinds = QgsVectorDataProvider
    can = layer.dataProvider().capabilities()
    conditions = {
        "Toggle Editing": layer.supportsEditing() and not layer.readOnly(),
        "Add Point Feature": bool(can & kinds.AddFeatures),
        "Move Feature": bool(can & kinds.ChangeGeometries),
        "Change Attributes": bool(can & kinds.ChangeAttributeValues),
        "Delete Selected": bool(can & kinds.DeleteFeatures),
        "New Field": bool(can & kinds.AddAttributes),
    }
    bar = QToolBar()
    for name, holds in conditions.items():
        action = QAction(name, bar)
        action.setEnabled(holds)
        bar.addAction(action)
    bar.resize(900, 40)
    bar.grab().save(os.path.join(folder, f"{role}-buttons.png"))
    QgsGui.editorWidgetRegistry().initEditors()
    form = QgsAttributeForm(layer, next(layer.getFeatures()))
    form.resize(700, 600)
    form.grab().save(os.path.join(folder, f"{role}-form.png"))
    kinds_of_fields = (QLineEdit, QPlainTextEdit, QComboBox, QSpinBox)
    # A calendar that is not open has fields of its own.
    fields = [w for kind in kinds_of_fields for w in form.findChildren(kind) if w.isVisibleTo(form)]
    open_fields = [w for w in fields if w.isEnabled() and not (hasattr(w, "isReadOnly") and w.isReadOnly())]
    return {
        "enabled": [action.text() for action in bar.actions() if action.isEnabled()],
        "fields": len(fields),
        "openFields": len(open_fields),
        "may": layer.dataProvider().capabilitiesString(),
        "abstract": layer.metadata().abstract(),
    }


layer = points()
if not layer.isValid():
    print(json.dumps({"valid": False, "reason": layer.dataProvider().error().summary()}))
    sys.stdout.flush()
    os._exit(0)
found = {"valid": True, "all": codes(layer), "editing": show_editing(layer)}
found["bbox"] = codes(layer, QgsFeatureRequest().setFilterRect(QgsRectangle(105.8, 20.98, 105.9, 21.06)))
layer.setSubsetString("\"status\" = 'recurring'")
found["filter"] = codes(layer)
layer.setSubsetString("")
can = layer.dataProvider().capabilities()
found["mayEdit"] = bool(can & QgsVectorDataProvider.EditingCapabilities) or layer.startEditing()

layer.loadNamedStyle(saved("points.qml"))
found["noteOfStyle"] = QgsLayerNotesUtils.layerNotes(layer)
found["colours"] = colours(layer, f"{role}-points.png")

definition = saved("points.qlr")
with open(definition, encoding="utf-8") as file:
    text = file.read()
# A person is asked for the password; without a screen it is named.
with open(definition, "w", encoding="utf-8") as file:
    file.write(text.replace("pagingEnabled=", f"{key} pagingEnabled="))
defined = QgsLayerDefinition.loadLayerDefinitionLayers(definition)[0]
found["defined"] = codes(defined)
found["definedCrs"] = defined.crs().authid() if defined.crs().isValid() else "none"
found["definedReadOnly"] = defined.readOnly()
found["noteOfDefinition"] = QgsLayerNotesUtils.layerNotes(defined)
found["abstractOfDefinition"] = defined.metadata().abstract()
found["rules"] = len(defined.renderer().rootRule().children())

tiles = f"{address}/api/tiles/points/%7Bz%7D/%7Bx%7D/%7By%7D.mvt"
tile_layer = QgsVectorTileLayer(f"type=xyz&url={tiles}&zmin=0&zmax=16&{key}", "tiles")
found["tilesValid"] = tile_layer.isValid()
found["tilePixels"] = sum(colours(tile_layer, f"{role}-tiles.png").values())
print(json.dumps(found))
sys.stdout.flush()
# The end of QGIS without a screen may hang.
os._exit(0)
