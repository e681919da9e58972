-- What the servers say of themselves (experimental/serverStatus), by client, and a short text of
-- it for a statusline.

local say = require("glossator.say")

local M = {}

---@class glossator.Project
---@field settings? string
---@field folder string
---@field documents integer
---@field concepts integer
---@field terms integer
---@field index "none"|"indexing"|"ready"|"stale"
---@field progress? { done: integer, total: integer }

---@class glossator.Status
---@field health "ok"|"warning"|"error"
---@field quiescent boolean
---@field message? string
---@field projects glossator.Project[]

---@type table<integer, glossator.Status>
local by_client = {}

---The handler of the notification.
---@param _ any
---@param status glossator.Status
---@param context lsp.HandlerContext
function M.receive(_, status, context)
  by_client[context.client_id] = status
  vim.api.nvim_exec_autocmds("User", { pattern = "GlossatorStatus", modeline = false })
  vim.cmd.redrawstatus()
end

---Forgets a client that serves no buffer any more.
---@param client_id integer
function M.forget(client_id)
  local client = vim.lsp.get_client_by_id(client_id)
  if not client or client:is_stopped() then
    by_client[client_id] = nil
  end
end

---@param client_id integer
---@return glossator.Status?
function M.of(client_id)
  return by_client[client_id]
end

---The project that a file belongs to: of those whose folder holds it, the innermost.
---@param status glossator.Status
---@param file string
---@return glossator.Project?
function M.project(status, file)
  local found ---@type glossator.Project?
  for _, project in ipairs(status.projects) do
    local is_inside = vim.fs.relpath(project.folder, file) ~= nil
    if is_inside and (not found or #project.folder > #found.folder) then
      found = project
    end
  end
  return found
end

---@param project glossator.Project
---@return string
function M.index(project)
  local progress = project.progress
  if project.index == "indexing" then
    return progress and ("reading %d of %d"):format(progress.done, progress.total) or "reading the sources"
  elseif project.index == "none" then
    return "no sources"
  end
  local size = say.count(project.documents, "source", "sources")
  return project.index == "stale" and size .. ", not up to date" or size
end

---A few words on the server of a buffer; empty where there is none.
---@param bufnr? integer
---@return string
function M.text(bufnr)
  bufnr = bufnr and bufnr > 0 and bufnr or vim.api.nvim_get_current_buf()
  local client = vim.lsp.get_clients({ bufnr = bufnr, name = "glossator" })[1]
  if not client then
    return ""
  end
  local status = by_client[client.id]
  local project = status and M.project(status, vim.api.nvim_buf_get_name(bufnr))
  if status and status.health == "error" then
    return "glossator: settings at fault"
  elseif not project then
    return "glossator"
  end
  local mark = status.health == "warning" and " (!)" or ""
  return ("glossator: %s%s"):format(M.index(project), mark)
end

return M
