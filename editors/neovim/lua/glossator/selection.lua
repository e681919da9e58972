-- What a command is about, as a range of the protocol: the words selected, whole lines, or the
-- place of the cursor.

local M = {}

---@param call vim.api.keyset.create_user_command.command_args
---@return boolean
local function is_of_selection(call)
  return call.range > 0 and call.line1 == vim.fn.line("'<") and call.line2 == vim.fn.line("'>")
end

---@return boolean
local function is_selecting()
  return vim.tbl_contains({ "v", "V", "\22" }, vim.fn.mode())
end

---@param bufnr integer
---@param row integer From 0.
---@param column integer In bytes, from 0; beyond the line is its end.
---@param encoding lsp.PositionEncodingKind
---@return lsp.Position
local function position(bufnr, row, column, encoding)
  local line = vim.api.nvim_buf_get_lines(bufnr, row, row + 1, false)[1] or ""
  return { line = row, character = vim.str_utfindex(line, encoding, math.min(column, #line), false) }
end

---@param bufnr integer
---@param row integer From 0.
---@param column integer In bytes, from 0.
---@return integer # The byte after the character that stands at a column.
local function after_character(bufnr, row, column)
  local line = vim.api.nvim_buf_get_lines(bufnr, row, row + 1, false)[1] or ""
  return column < #line and column + 1 + vim.str_utf_end(line, column + 1) or #line
end

---Whole lines, without the line end of the last.
---@param bufnr integer
---@param first integer From 1.
---@param last integer From 1, included.
---@param encoding lsp.PositionEncodingKind
---@return lsp.Range
function M.lines(bufnr, first, last, encoding)
  return {
    start = position(bufnr, first - 1, 0, encoding),
    ["end"] = position(bufnr, last - 1, math.huge, encoding),
  }
end

---@param bufnr integer
---@param encoding lsp.PositionEncodingKind
---@return lsp.Range
local function selected(bufnr, encoding)
  local from, to = vim.api.nvim_buf_get_mark(bufnr, "<"), vim.api.nvim_buf_get_mark(bufnr, ">")
  if vim.fn.visualmode() == "V" then
    return M.lines(bufnr, from[1], to[1], encoding)
  end
  local is_inclusive = vim.o.selection ~= "exclusive"
  local stop = is_inclusive and after_character(bufnr, to[1] - 1, to[2]) or to[2]
  return {
    start = position(bufnr, from[1] - 1, from[2], encoding),
    ["end"] = position(bufnr, to[1] - 1, stop, encoding),
  }
end

---The range that a command was called for; an empty one is the cursor.
---@param call vim.api.keyset.create_user_command.command_args
---@param encoding lsp.PositionEncodingKind
---@return lsp.Range
function M.range(call, encoding)
  local bufnr = vim.api.nvim_get_current_buf()
  if is_selecting() then
    -- Called by a <Cmd> mapping: the marks are set when the selection ends.
    vim.cmd.normal({ "\27", bang = true })
    return selected(bufnr, encoding)
  elseif is_of_selection(call) then
    return selected(bufnr, encoding)
  elseif call.range > 0 then
    return M.lines(bufnr, call.line1, call.line2, encoding)
  end
  local cursor = vim.api.nvim_win_get_cursor(0)
  local here = position(bufnr, cursor[1] - 1, cursor[2], encoding)
  return { start = here, ["end"] = here }
end

return M
