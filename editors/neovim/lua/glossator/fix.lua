-- :Glossator fix: applies the safe fixes, of the whole draft or of some lines. Each edit is one
-- that the server offers as a code action; they are applied together and undone together.

local client = require("glossator.client")
local say = require("glossator.say")
local selection = require("glossator.selection")

local M = {}

local FIX_ALL = "source.fixAll.glossator"

---@param action lsp.CodeAction
---@return lsp.TextEdit[]
local function edits(action)
  local edit = action.edit or {}
  local change = vim.tbl_get(edit, "documentChanges", 1)
  local _, of_draft = next(edit.changes or {})
  return change and change.edits or of_draft or {}
end

---@param all lsp.TextEdit[]
---@return fun(action: lsp.CodeAction): boolean # Whether an action is one of the safe fixes.
local function is_among(all)
  return function(action)
    local own = action.isPreferred and edits(action) or {}
    local is_safe = function(edit)
      return vim.iter(all):any(function(safe)
        return vim.deep_equal(edit, safe)
      end)
    end
    return #own > 0 and vim.iter(own):all(is_safe)
  end
end

---@param actions lsp.CodeAction[]
---@param has_range boolean
---@return lsp.TextEdit[]
local function chosen(actions, has_range)
  local fix_all = vim.iter(actions):find(function(action)
    return action.kind == FIX_ALL
  end)
  local all = fix_all and edits(fix_all) or {}
  if not has_range then
    return all
  end
  return vim.iter(actions):filter(is_among(all)):map(edits):flatten():totable()
end

---@param call vim.api.keyset.create_user_command.command_args
function M.apply(call)
  local bufnr = vim.api.nvim_get_current_buf()
  local server = client.of(bufnr)
  if not server then
    return
  end
  local has_range = call.range > 0
  local first, last = call.line1, call.line2
  if not has_range then
    first, last = 1, vim.api.nvim_buf_line_count(bufnr)
  end
  local version = vim.lsp.util.buf_versions[bufnr]
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(bufnr),
    range = selection.lines(bufnr, first, last, server.offset_encoding),
    context = { diagnostics = {}, only = { "quickfix", FIX_ALL } },
  }
  client.ask(server, "textDocument/codeAction", params, bufnr, function(actions)
    local found = chosen(actions or {}, has_range)
    if #found == 0 then
      return say.note(has_range and "no safe fix for these lines" or "no safe fix in this draft")
    elseif vim.lsp.util.buf_versions[bufnr] ~= version then
      return say.note("the draft was changed meanwhile, nothing was fixed: try again")
    end
    vim.lsp.util.apply_text_edits(found, bufnr, server.offset_encoding)
    say.note(("%s; u takes them back"):format(say.count(#found, "edit", "edits")))
  end)
end

return M
