-- Layers and attributes as https://shortbread-tiles.org/schema/1.0/ has them, as far as a map of streets needs them.
node_keys = { "place" }

function node_function()
  local name = Find("name")
  if name == "" then return end
  Layer("place_labels", false)
  Attribute("kind", Find("place"))
  Attribute("name", name)
end

function way_function()
  local highway, railway, name = Find("highway"), Find("railway"), Find("name")
  if highway ~= "" or railway ~= "" then
    local kind = highway ~= "" and highway:gsub("_link$", "") or railway
    Layer("streets", false)
    Attribute("kind", kind)
    AttributeBoolean("rail", highway == "")
    AttributeBoolean("bridge", Holds("bridge"))
    if name ~= "" and highway ~= "" then
      Layer("street_labels", false)
      Attribute("kind", kind)
      Attribute("name", name)
    end
  elseif Find("natural") == "water" then
    Layer("water_polygons", true)
    Attribute("kind", "water")
    if name ~= "" then
      LayerAsCentroid("water_polygons_labels")
      Attribute("kind", "water")
      Attribute("name", name)
    end
  elseif Holds("leisure") or Holds("landuse") then
    Layer("land", true)
    Attribute("kind", Holds("leisure") and Find("leisure") or Find("landuse"))
  elseif Holds("building") then
    Layer("buildings", true)
  end
end
