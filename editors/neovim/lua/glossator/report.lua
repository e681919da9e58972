-- :Glossator report: gives the draft, as it stands in the buffer, to the program, which writes the
-- evidence page by the settings that the server has; with a bang the page is opened, too.

local client = require("glossator.client")
local say = require("glossator.say")
local setup = require("glossator.setup")

local M = {}

-- What is set for the editor goes before glossator.toml, in the page as in the findings.
local FLAGS = { corpus = "--corpus", termbase = "--termbase", asOf = "--as-of", cache = "--cache" }

---@param server vim.lsp.Client
---@return string[]
local function project_arguments(server)
  local set = vim.tbl_get(server.config, "settings", "glossator") or {}
  local arguments = {}
  for name, flag in pairs(FLAGS) do
    local values = type(set[name]) == "table" and set[name] or { set[name] }
    for _, value in ipairs(values) do
      vim.list_extend(arguments, { flag, value })
    end
  end
  return arguments
end

---@param target string
---@param opens boolean
---@param done vim.SystemCompleted
local function finish(target, opens, done)
  if done.code ~= 0 then
    return say.warning((vim.trim(done.stderr):gsub("^error: ", "")))
  end
  say.note("wrote " .. vim.fn.fnamemodify(target, ":~:."))
  if opens then
    vim.ui.open(target)
  end
end

---@param rest string
---@param draft string
---@return string
local function target_of(rest, draft)
  if rest ~= "" then
    return vim.fs.abspath(vim.fs.normalize(rest))
  end
  return vim.fn.fnamemodify(draft, ":r") .. ".report.html"
end

---@param call vim.api.keyset.create_user_command.command_args
---@param rest string The file to write; none: beside the draft.
function M.write(call, rest)
  local bufnr = vim.api.nvim_get_current_buf()
  local server = client.of(bufnr)
  if not server then
    return
  end
  local draft = vim.api.nvim_buf_get_name(bufnr)
  local target = target_of(rest, draft)
  local command = { setup.program() or "glossator", "report", "--stdin-filename", draft, "-o", target }
  vim.list_extend(command, project_arguments(server))
  local text = table.concat(vim.api.nvim_buf_get_lines(bufnr, 0, -1, false), "\n") .. "\n"
  -- Paths in the settings start from the folder of the project, as they do for the server.
  local options = { text = true, stdin = text, cwd = server.root_dir }
  local started, fault = pcall(
    vim.system,
    command,
    options,
    vim.schedule_wrap(function(done)
      finish(target, call.bang, done)
    end)
  )
  if not started then
    say.warning(("the program could not be started: %s"):format(fault))
  end
end

return M
