-- Whether everything is in place for the server to work on a buffer: a list of steps, each with
-- what to do where it fails. :checkhealth shows them all, a command that needs the server shows
-- the first that fails.

local say = require("glossator.say")

local M = {}

---@class glossator.Step
---@field is_good boolean
---@field says string What was found.
---@field advice? string What to do where it is not good.

---@param is_good boolean
---@param good string
---@param bad string
---@param advice string
---@return glossator.Step
local function step(is_good, good, bad, advice)
  return { is_good = is_good, says = is_good and good or bad, advice = not is_good and advice or nil }
end

---The program that the configuration names; nil where a function of the user starts the server.
---@return string?
function M.program()
  local config = vim.lsp.config.glossator
  local command = config and config.cmd
  return type(command) == "table" and command[1] or nil
end

---@return glossator.Step
local function neovim()
  local version = ("%d.%d.%d"):format(vim.version().major, vim.version().minor, vim.version().patch)
  local bad = ("Neovim %s is too old"):format(version)
  return step(vim.fn.has("nvim-0.11.2") == 1, "Neovim " .. version, bad, "install Neovim 0.11.2 or later")
end

---@return glossator.Step
function M.enabled()
  local advice = 'put vim.lsp.enable("glossator") into your init.lua'
  return step(vim.lsp.is_enabled("glossator"), "glossator is enabled", "glossator is not enabled", advice)
end

---@return glossator.Step
function M.executable()
  local program = M.program()
  if not program then
    return step(true, "a function of your own starts the server", "", "")
  end
  local advice = "install it with `cargo install --path .` in a clone of glossator, and start Neovim "
    .. 'where PATH holds it; or name it: vim.lsp.config("glossator", '
    .. '{ cmd = { "/path/to/glossator", "server" } })'
  local found = vim.fn.exepath(program)
  return step(found ~= "", "program: " .. found, ("no program %q can be started"):format(program), advice)
end

---@return glossator.Step
local function version()
  local advice = "it does not say its version; put the program of glossator in its place"
  local ran, done = pcall(function()
    return vim.system({ M.program() or "glossator", "--version" }, { text = true }):wait(5000)
  end)
  local text = ran and vim.trim(done.stdout or "") or ""
  return step(text:match("^glossator %d") ~= nil, "version: " .. text, "this is no glossator", advice)
end

---@param bufnr integer
---@return glossator.Step
local function markdown(bufnr)
  local filetype = vim.bo[bufnr].filetype
  local is_draft = vim.bo[bufnr].buftype == "" and filetype == "markdown"
  local bad = ("the buffer is no Markdown file (its filetype is %q)"):format(filetype)
  return step(is_draft, "the buffer is a Markdown file", bad, "go to a draft, or :set filetype=markdown")
end

---The project file that a buffer belongs to.
---@param bufnr integer
---@return string?
local function project_file(bufnr)
  local root = vim.fs.root(bufnr, "glossator.toml")
  return root and vim.fs.joinpath(root, "glossator.toml")
end

---@param bufnr integer
---@return glossator.Step
local function project(bufnr)
  local file = project_file(bufnr)
  local folder = vim.fs.dirname(vim.api.nvim_buf_get_name(bufnr))
  local bad = ("no glossator.toml in %s or above it"):format(folder == "" and vim.fn.getcwd() or folder)
  return step(file ~= nil, "project: " .. (file or ""), bad, "write one with :Glossator init")
end

---@param bufnr integer
---@return glossator.Step
local function attached(bufnr)
  local client = vim.lsp.get_clients({ bufnr = bufnr, name = "glossator" })[1]
  local advice = "see why with :Glossator log, then try :Glossator restart"
  return step(client ~= nil, "the server is attached", "the server does not run for this buffer", advice)
end

---What does not depend on a buffer.
---@return glossator.Step[]
function M.machine()
  local steps = { neovim(), M.enabled(), M.executable() }
  if steps[3].is_good and M.program() then
    table.insert(steps, version())
  end
  return steps
end

---@param bufnr integer
---@return glossator.Step[]
function M.buffer(bufnr)
  return { markdown(bufnr), project(bufnr), attached(bufnr) }
end

---Why the server does not work on a buffer: the first step that fails.
---@param bufnr integer
---@return glossator.Step?
function M.fault(bufnr)
  for _, check in ipairs({ M.enabled, M.executable, markdown, project, attached }) do
    local found = check(bufnr)
    if not found.is_good then
      return found
    end
  end
end

local has_warned = false

---@param bufnr integer
function M.warn_of_missing_program(bufnr)
  if has_warned or not vim.lsp.is_enabled("glossator") or not project_file(bufnr) then
    return
  end
  local found = M.executable()
  if not found.is_good then
    has_warned = true
    say.warning(("%s: %s"):format(found.says, found.advice))
  end
end

return M
