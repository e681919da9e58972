-- :Glossator timeline: how often each rendering stands in the sources, year by year, as bars in
-- a small window.

local attestations = require("glossator.attestations")
local say = require("glossator.say")

local M = {}

local WIDEST_BAR = 40

---@param renderings glossator.Rendering[]
---@return integer # The most places of a year.
local function highest(renderings)
  local most = 1
  for _, rendering in ipairs(renderings) do
    most = math.max(most, rendering.undated)
    for _, year in ipairs(rendering.years) do
      most = math.max(most, year.count)
    end
  end
  return most
end

---@param label string
---@param count integer
---@param most integer
---@return string
local function bar(label, count, most)
  local width = math.max(1, math.floor(count / most * math.min(most, WIDEST_BAR) + 0.5))
  return ("  %7s %s %d"):format(label, ("█"):rep(width), count)
end

---@param rendering glossator.Rendering
---@return string # Such as: community of common destiny · superseded · until 2017-09 · 8 times
local function head(rendering)
  local parts = { rendering.text }
  if rendering.status then
    table.insert(parts, rendering.status)
  end
  if rendering.period then
    table.insert(parts, rendering.period)
  end
  table.insert(parts, say.count(rendering.total, "time", "times"))
  return table.concat(parts, " · ")
end

---@param rendering glossator.Rendering
---@param most integer
---@return string[]
local function block(rendering, most)
  local lines = { head(rendering) }
  for _, year in ipairs(rendering.years) do
    table.insert(lines, bar(tostring(year.year), year.count, most))
  end
  if rendering.undated > 0 then
    table.insert(lines, bar("no date", rendering.undated, most))
  end
  return lines
end

---@param renderings glossator.Rendering[]
---@return string[]
function M.lines(renderings)
  local most, lines = highest(renderings), {}
  for _, rendering in ipairs(renderings) do
    if #lines > 0 then
      table.insert(lines, "")
    end
    vim.list_extend(lines, block(rendering, most))
  end
  return lines
end

---@param call vim.api.keyset.create_user_command.command_args
---@param phrase string
function M.show(call, phrase)
  attestations.ask(call, phrase, function(found)
    local title = " " .. attestations.title(found) .. " "
    local look = { border = "rounded", title = title, wrap = false, focus_id = "glossator-timeline" }
    vim.lsp.util.open_floating_preview(M.lines(found.renderings), "", look)
  end)
end

return M
