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

--- The arguments of `glossator init`: a folder, the working directory where none is named,
--- and flags such as --starter. What follows --corpus or --termbase belongs to it.
---@param rest string
---@return string folder, string[] flags
local function read(rest)
  local folder, flags = "", {}
  local words = vim.split(rest, "%s+", { trimempty = true })
  local takes_next = false
  for _, word in ipairs(words) do
    if takes_next or vim.startswith(word, "--") then
      takes_next = word == "--corpus" or word == "--termbase"
      table.insert(flags, word)
    else
      folder = folder == "" and word or folder .. " " .. word
    end
  end
  return folder, flags
end

---@param rest string A folder and flags, as `glossator init` takes them.
function M.init(rest)
  local folder, flags = read(rest)
  local found = setup.executable()
  if not found.is_good then
    return say.warning(("%s: %s"):format(found.says, found.advice))
  end
  folder = folder == "" and vim.fn.getcwd() or vim.fs.abspath(vim.fs.normalize(folder))
  if vim.fn.isdirectory(folder) == 0 then
    return say.warning(("no folder %s"):format(folder))
  end
  local command = vim.list_extend({ setup.program() or "glossator", "init", folder }, flags)
  vim.system(
    command,
    { text = true },
    vim.schedule_wrap(function(done)
      finish(folder, done)
    end)
  )
end

return M
