-- :Glossator init: writes the project file of a folder, opens it, and has the server work on the
-- drafts that are open.

local say = require("glossator.say")
local setup = require("glossator.setup")

local M = {}

---@param folder string
---@param done vim.SystemCompleted
local function finish(folder, done)
  local said = vim.trim(done.stdout .. done.stderr)
  if done.code ~= 0 then
    return say.warning(said)
  end
  vim.cmd.edit(vim.fn.fnameescape(vim.fs.joinpath(folder, "glossator.toml")))
  say.note(said)
  -- Starts the server for drafts that are open already.
  vim.lsp.enable("glossator")
end

---@param folder string The working directory where empty.
function M.init(folder)
  local found = setup.executable()
  if not found.is_good then
    return say.warning(("%s: %s"):format(found.says, found.advice))
  end
  folder = folder == "" and vim.fn.getcwd() or vim.fs.abspath(vim.fs.normalize(folder))
  if vim.fn.isdirectory(folder) == 0 then
    return say.warning(("no folder %s"):format(folder))
  end
  local command = { setup.program() or "glossator", "init", folder }
  vim.system(
    command,
    { text = true },
    vim.schedule_wrap(function(done)
      finish(folder, done)
    end)
  )
end

return M
