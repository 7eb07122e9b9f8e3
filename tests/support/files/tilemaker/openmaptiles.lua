-- Layers and attributes as https://openmaptiles.org/schema has them, as far as a map of streets needs them.
node_keys = { "place" }

local CLASSES = {
  motorway = "motorway", trunk = "trunk", primary = "primary", secondary = "secondary", tertiary = "tertiary",
  unclassified = "minor", residential = "minor", living_street = "minor", service = "service", track = "track",
}

function node_function()
  local name = Find("name")
  if name == "" then return end
  Layer("place", false)
  Attribute("class", Find("place"))
  Attribute("name", name)
end

function way_function()
  local highway, name = Find("highway"), Find("name")
  if highway ~= "" then
    local class = CLASSES[highway:gsub("_link$", "")] or "path"
    Layer("transportation", false)
    Attribute("class", class)
    if Holds("bridge") then Attribute("brunnel", "bridge") end
    if name ~= "" then
      Layer("transportation_name", false)
      Attribute("class", class)
      Attribute("name", name)
    end
  elseif Find("railway") == "rail" then
    Layer("transportation", false)
    Attribute("class", "rail")
  elseif Find("natural") == "water" then
    Layer("water", true)
    Attribute("class", "lake")
    if name ~= "" then
      LayerAsCentroid("water_name")
      Attribute("class", "lake")
      Attribute("name", name)
    end
  elseif Find("leisure") == "park" then
    Layer("park", true)
    Attribute("class", "park")
  elseif Holds("landuse") then
    Layer("landuse", true)
    Attribute("class", Find("landuse"))
  elseif Holds("building") then
    Layer("building", true)
  end
end
