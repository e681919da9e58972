-- Neovim 0.11 puts only the first word of a term in, where a term was chosen from a list
-- (neovim/neovim#37949, mended in 0.12). This adds the rest, which may be several lines: the items
-- of a set as a list.

local M = {}

---@param item vim.v.completed_item
---@return string # What is missing of the term.
local function rest(item)
  local own = vim.tbl_get(item, "user_data", "nvim", "lsp")
  local client = own and vim.lsp.get_client_by_id(own.client_id)
  local term = own and vim.tbl_get(own, "completion_item", "textEdit", "newText")
  local is_ours = client and client.name == "glossator" and term and vim.startswith(term, item.word)
  return is_ours and term:sub(#item.word + 1) or ""
end

---For the autocommand CompleteDone.
function M.finish()
  local missing = vim.v.event.reason == "accept" and rest(vim.v.completed_item) or ""
  if missing == "" then
    return
  end
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local lines = vim.split(missing, "\r?\n")
  vim.api.nvim_buf_set_text(0, row - 1, column, row - 1, column, lines)
  local end_column = #lines[#lines] + (#lines == 1 and column or 0)
  vim.api.nvim_win_set_cursor(0, { row + #lines - 1, end_column })
end

return M
