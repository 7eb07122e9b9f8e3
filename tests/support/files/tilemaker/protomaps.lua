-- Layers and attributes as https://docs.protomaps.com/basemaps/layers has them, as far as a map of streets needs them.
node_keys = { "place" }

local KINDS = {
  motorway = "highway", trunk = "major_road", primary = "major_road", secondary = "major_road",
  tertiary = "major_road", unclassified = "minor_road", residential = "minor_road", living_street = "minor_road",
  service = "minor_road",
}

function node_function()
  local name = Find("name")
  if name == "" then return end
  Layer("places", false)
  Attribute("kind", "neighbourhood")
  Attribute("kind_detail", Find("place"))
  Attribute("name", name)
end

function way_function()
  local highway, name = Find("highway"), Find("name")
  if highway ~= "" then
    local detail = highway:gsub("_link$", "")
    Layer("roads", false)
    Attribute("kind", KINDS[detail] or "path")
    Attribute("kind_detail", highway)
    AttributeBoolean("is_bridge", Holds("bridge"))
    if name ~= "" then Attribute("name", name) end
  elseif Find("railway") == "rail" then
    Layer("roads", false)
    Attribute("kind", "rail")
  elseif Find("natural") == "water" then
    Layer("water", true)
    Attribute("kind", "lake")
    if name ~= "" then
      LayerAsCentroid("water")
      Attribute("kind", "lake")
      Attribute("name", name)
    end
  elseif Holds("leisure") or Holds("landuse") then
    Layer("landuse", true)
    Attribute("kind", Holds("leisure") and Find("leisure") or Find("landuse"))
  elseif Holds("building") then
    Layer("buildings", true)
    Attribute("kind", "building")
  end
end
