-- :Glossator attestations: every place where the sources have some words, by date.

local ask = require("glossator.ask")
local list = require("glossator.list")
local say = require("glossator.say")

local M = {}

---@type glossator.Question
local QUESTION = {
  method = "glossator/attestations",
  words = "phrase",
  nothing = "nothing to look up here: select some words, or name them after the command",
}

---@class glossator.Document
---@field id string
---@field uri string
---@field title? string
---@field credit? string
---@field date? string

---@class glossator.Attestation
---@field location lsp.Location
---@field page? integer
---@field before string
---@field words string
---@field after string
---@field document glossator.Document
---@field furniture boolean

---@class glossator.Rendering
---@field text string
---@field status? string
---@field period? string
---@field total integer
---@field undated integer
---@field years { year: integer, count: integer }[]

---@class glossator.Attestations
---@field phrase string
---@field total integer
---@field documents integer
---@field attestations glossator.Attestation[]
---@field renderings glossator.Rendering[]
---@field notices string[]

-- So much of a sentence stands before the words, that they are seen in a narrow list.
local MOST_BEFORE = 50

---@param text string
---@return string # Its last part, where it is long.
local function last_part(text)
  local length = vim.fn.strchars(text)
  return length > MOST_BEFORE and "…" .. vim.fn.strcharpart(text, length - MOST_BEFORE) or text
end

---@param attestation glossator.Attestation
---@return glossator.Place
local function place(attestation)
  local before = last_part(list.on_one_line(attestation.before))
  local sentence = before .. list.on_one_line(attestation.words .. attestation.after)
  return {
    location = attestation.location,
    from = list.name(attestation.document, attestation.page),
    text = vim.trim(sentence) .. (attestation.furniture and " (menu or teaser of a page)" or ""),
  }
end

---@param found glossator.Attestations
---@return string # Such as: "shared future": 14 times in 8 documents
function M.title(found)
  local times = say.count(found.total, "time", "times")
  local documents = say.count(found.documents, "document", "documents")
  local shown = #found.attestations
  local cut = shown < found.total and (" (%d shown, the earliest and the latest)"):format(shown) or ""
  return ('"%s": %s in %s%s'):format(found.phrase, times, documents, cut)
end

---Asks for what a command was called for, and passes on what was found, if anything was.
---@param call vim.api.keyset.create_user_command.command_args
---@param phrase string
---@param on_found fun(found: glossator.Attestations, encoding: lsp.PositionEncodingKind)
function M.ask(call, phrase, on_found)
  ask(QUESTION, call, phrase, function(found, encoding)
    if found.total == 0 then
      return say.note(('"%s" stands nowhere in the sources'):format(found.phrase))
    end
    on_found(found, encoding)
  end)
end

---@param call vim.api.keyset.create_user_command.command_args
---@param phrase string
function M.show(call, phrase)
  M.ask(call, phrase, function(found, encoding)
    local show = call.bang and list.choose or list.quickfix
    show(M.title(found), vim.tbl_map(place, found.attestations), encoding)
  end)
end

return M
