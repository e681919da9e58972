-- :Glossator sources: the documents that the draft leans on, each with the passages it shares.

local client = require("glossator.client")
local list = require("glossator.list")
local say = require("glossator.say")

local M = {}

---@class glossator.Passage
---@field kind "run"|"term"
---@field words string
---@field range lsp.Range
---@field location lsp.Location

---@class glossator.Source
---@field document glossator.Document
---@field words integer
---@field runs integer
---@field terms integer
---@field passages glossator.Passage[]

---@param source glossator.Source
---@return string # Such as: 34 words in 2 runs, 5 terms
local function size(source)
  local parts = {}
  if source.runs > 0 then
    local words, runs = say.count(source.words, "word", "words"), say.count(source.runs, "run", "runs")
    table.insert(parts, ("%s in %s"):format(words, runs))
  end
  if source.terms > 0 then
    table.insert(parts, say.count(source.terms, "term", "terms"))
  end
  return table.concat(parts, ", ")
end

---@param source glossator.Source
---@return glossator.Place # The document, at the first passage it shares.
local function head(source)
  local title = source.document.title
  local first = source.passages[1]
  local top = { start = { line = 0, character = 0 }, ["end"] = { line = 0, character = 0 } }
  return {
    location = first and first.location or { uri = source.document.uri, range = top },
    from = list.name(source.document),
    text = title and ("%s (%s)"):format(title, size(source)) or size(source),
  }
end

---@param passage glossator.Passage
---@return glossator.Place
local function shared(passage)
  local from = passage.kind == "run" and "  word for word" or "  term"
  return { location = passage.location, from = from, text = list.on_one_line(passage.words) }
end

---@param source glossator.Source
---@return glossator.Place[]
local function with_passages(source)
  return vim.list_extend({ head(source) }, vim.tbl_map(shared, source.passages))
end

---@param bufnr integer
---@param found { total: integer, documents: glossator.Source[] }
---@return string
local function title(bufnr, found)
  local draft = vim.fs.basename(vim.api.nvim_buf_get_name(bufnr))
  local total = say.count(found.total, "document", "documents")
  local shown = #found.documents
  local cut = shown < found.total and (", %d shown"):format(shown) or ""
  return ("%s leans on %s%s"):format(draft, total, cut)
end

---@param call vim.api.keyset.create_user_command.command_args
function M.show(call)
  local bufnr = vim.api.nvim_get_current_buf()
  local server = client.of(bufnr)
  if not server then
    return
  end
  local params = { textDocument = vim.lsp.util.make_text_document_params(bufnr) }
  client.ask(server, "glossator/sources", params, bufnr, function(found)
    if not found or found.total == 0 then
      return say.note("the draft shares no words with the sources")
    elseif call.bang then
      return list.choose(title(bufnr, found), vim.tbl_map(head, found.documents), server.offset_encoding)
    end
    local places = vim.iter(found.documents):map(with_passages):flatten():totable()
    list.location(title(bufnr, found), places, server.offset_encoding)
  end)
end

return M
