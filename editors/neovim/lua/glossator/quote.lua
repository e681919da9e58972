-- :Glossator quote: whether quoted words are the words of a source, and what differs.

local ask = require("glossator.ask")
local list = require("glossator.list")
local say = require("glossator.say")

local M = {}

---@type glossator.Question
local QUESTION = {
  method = "glossator/quote",
  words = "text",
  nothing = "nothing to verify here: put the cursor in a quotation, or select some words",
}

---@class glossator.QuotedPassage
---@field location lsp.Location
---@field page? integer
---@field before string
---@field words string
---@field after string

---@class glossator.QuotedPlace
---@field document glossator.Document
---@field cited boolean
---@field speaker? string
---@field passages glossator.QuotedPassage[]
---@field differences string[]

---@class glossator.Quote
---@field text string
---@field headline string
---@field explanation string
---@field places glossator.QuotedPlace[]
---@field notices string[]

---Each passage of a place; what differs there stands behind the first.
---@param quoted glossator.QuotedPlace
---@return glossator.Place[]
local function places(quoted)
  local differences = #quoted.differences > 0 and " -- " .. table.concat(quoted.differences, "; ") or ""
  local cited = quoted.cited and " (cited)" or ""
  local of_passages = {}
  for number, passage in ipairs(quoted.passages) do
    local from = list.name(quoted.document, passage.page) .. cited
    local words = list.on_one_line(passage.words)
    local text = number == 1 and words .. differences or words
    table.insert(of_passages, { location = passage.location, from = from, text = text })
  end
  return of_passages
end

---@param found glossator.Quote
---@return glossator.Place[]
local function all_places(found)
  return vim.iter(found.places):map(places):flatten():totable()
end

---@param call vim.api.keyset.create_user_command.command_args
---@param text string
function M.show(call, text)
  ask(QUESTION, call, text, function(found, encoding)
    local title = ("%s: %s"):format(found.headline, found.explanation)
    say.note(title)
    if #found.places > 0 then
      local show = call.bang and list.choose or list.quickfix
      show(title, all_places(found), encoding)
    end
  end)
end

return M
