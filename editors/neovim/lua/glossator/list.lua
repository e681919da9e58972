-- Shows places in the sources: in the quickfix list, in the location list, or to choose from.

local M = {}

---@class glossator.Place
---@field location lsp.Location
---@field from string Which document, shown in the place of the file name.
---@field text string

---@param text string
---@return string # On one line.
function M.on_one_line(text)
  return (text:gsub("%s+", " "))
end

---@param document { id: string, title?: string, credit?: string, date?: string }
---@param page? integer
---@return string # Such as "2017-12-20 Harbour News" and "2019 Dredging Board, p. 2".
function M.name(document, page)
  local of_page = page and (", p. %d"):format(page) or ""
  local credit = document.credit or document.title or document.id
  return ("%s %s%s"):format(document.date or "no date", credit, of_page)
end

---@param places glossator.Place[]
---@param encoding lsp.PositionEncodingKind
---@return vim.quickfix.entry[] # In the order of the places.
local function entries(places, encoding)
  local locations = vim.tbl_map(function(place)
    return place.location
  end, places)
  local by_location = {} ---@type table<lsp.Location, vim.quickfix.entry>
  for _, entry in ipairs(vim.lsp.util.locations_to_items(locations, encoding)) do
    by_location[entry.user_data] = entry
  end
  return vim.tbl_map(function(place)
    local entry = vim.deepcopy(by_location[place.location])
    entry.module, entry.text, entry.user_data = place.from, place.text, nil
    return entry
  end, places)
end

---@param title string
---@param places glossator.Place[]
---@param encoding lsp.PositionEncodingKind
function M.quickfix(title, places, encoding)
  vim.fn.setqflist({}, " ", { title = title, items = entries(places, encoding) })
  vim.cmd("botright copen")
end

---@param title string
---@param places glossator.Place[]
---@param encoding lsp.PositionEncodingKind
function M.location(title, places, encoding)
  vim.fn.setloclist(0, {}, " ", { title = title, items = entries(places, encoding) })
  vim.cmd.lopen()
end

---@param title string
---@param places glossator.Place[]
---@param encoding lsp.PositionEncodingKind
function M.choose(title, places, encoding)
  local shown = function(place)
    return ("%s: %s"):format(place.from, place.text)
  end
  vim.ui.select(places, { prompt = title, kind = "glossator", format_item = shown }, function(place)
    if place then
      vim.lsp.util.show_document(place.location, encoding, { focus = true })
    end
  end)
end

return M
