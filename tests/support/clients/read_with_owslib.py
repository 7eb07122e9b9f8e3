"""Reads an OGC API with OWSLib, as a script of an office does, and prints what it found as JSON.

Arguments: address of the interface, token. The token is sent as the password of Basic.
"""

import json
import sys

from owslib.ogcapi.features import Features
from owslib.util import Authentication

address, token = sys.argv[1:3]
interface = Features(address, auth=Authentication("owslib", token))


def features(collection, **parameters):
    return interface.collection_items(collection, limit=10000, **parameters)["features"]


def codes(**parameters):
    return sorted(feature["properties"]["code"] for feature in features("points", **parameters))


collections = interface.feature_collections()
found = {"counts": {name: len(features(name)) for name in collections}}
if "points" in collections:
    interface.collection("points")
    interface.collection_queryables("points")
    found["all"] = codes()
    found["bbox"] = codes(bbox=[105.8, 20.98, 105.9, 21.06])
    found["datetime"] = codes(**{"datetime": "2026-03-31"})
    # Sent beside `datetime`, as a parameter that no standard knows.
    try:
        codes(datetime_="2026-03-31")
    except RuntimeError as refusal:
        found["refused"] = str(refusal)
    found["filter"] = codes(filter="status = 'recurring'")
    found["limit"] = len(interface.collection_items("points", limit=1)["features"])
print(json.dumps(found))
