-- Messages to the writer, all with the same name in front.

local M = {}

---@param text string
function M.note(text)
  vim.notify("glossator: " .. text, vim.log.levels.INFO)
end

---@param text string
function M.warning(text)
  vim.notify("glossator: " .. text, vim.log.levels.WARN)
end

---@param count integer
---@param one string
---@param many string
---@return string such as "1 time" and "3 times"
function M.count(count, one, many)
  return ("%d %s"):format(count, count == 1 and one or many)
end

return M
