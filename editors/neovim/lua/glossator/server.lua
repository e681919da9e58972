-- :Glossator reindex, restart, log and info: looks after the server itself.

local client = require("glossator.client")
local say = require("glossator.say")

local M = {}

-- How long a server may take to leave, in milliseconds.
local PATIENCE = 3000

function M.reindex()
  local bufnr = vim.api.nvim_get_current_buf()
  if not client.any(bufnr) then
    return
  end
  for _, server in ipairs(client.all()) do
    client.execute(server, "glossator.reindex", bufnr, function()
      say.note("the sources are read again")
    end)
  end
end

function M.restart()
  vim.lsp.enable("glossator", false)
  local have_left = vim.wait(PATIENCE, function()
    return #client.all() == 0
  end, 10)
  if not have_left then
    for _, server in ipairs(client.all()) do
      server:stop(true)
    end
  end
  vim.lsp.enable("glossator")
  say.note("the server was started anew")
end

function M.log()
  vim.cmd.tabedit(vim.fn.fnameescape(vim.lsp.log.get_filename()))
  vim.cmd.normal({ "G", bang = true })
end

---@param text string
local function show(text)
  vim.cmd("botright new")
  vim.bo.buftype, vim.bo.bufhidden, vim.bo.swapfile = "nofile", "wipe", false
  vim.api.nvim_buf_set_name(0, ("glossator://information/%d"):format(vim.api.nvim_get_current_buf()))
  vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.split(text, "\n"))
  vim.bo.modifiable = false
end

---@param server vim.lsp.Client
---@return string # What this side knows, which the server cannot.
local function ours(server)
  local command = server.config.cmd
  local started = type(command) == "table" and table.concat(command, " ") or "by a function"
  return ("neovim %s, started: %s, root: %s"):format(
    tostring(vim.version()),
    started,
    server.root_dir or "none"
  )
end

function M.information()
  local bufnr = vim.api.nvim_get_current_buf()
  local server = client.any(bufnr)
  if server then
    client.execute(server, "glossator.debugInformation", bufnr, function(text)
      show(("%s\n%s"):format(ours(server), text))
    end)
  end
end

return M
