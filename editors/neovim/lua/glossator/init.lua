-- What other configuration may call; everything else is the plugin's own.

local M = {}

---A few words for a statusline, such as "glossator: 14 sources"; empty where no server works on
---the buffer. The autocommand "User GlossatorStatus" fires when they change.
---@param bufnr? integer The current buffer where absent.
---@return string
function M.status(bufnr)
  return require("glossator.status").text(bufnr)
end

return M
