-- :Glossator report: gives the draft, as it stands in the buffer, to the program, which writes the
-- evidence page; with a bang the page is opened, too.

local say = require("glossator.say")
local setup = require("glossator.setup")

local M = {}

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

---@param call vim.api.keyset.create_user_command.command_args
---@param rest string The file to write; none: beside the draft.
function M.write(call, rest)
  local bufnr = vim.api.nvim_get_current_buf()
  local found = setup.executable()
  if not found.is_good then
    return say.warning(("%s: %s"):format(found.says, found.advice))
  end
  local name = vim.api.nvim_buf_get_name(bufnr)
  if name == "" then
    return say.warning("the draft has no name yet: save it first")
  end
  local target = rest ~= "" and vim.fs.abspath(vim.fs.normalize(rest)) or vim.fn.fnamemodify(name, ":r") .. ".report.html"
  local text = table.concat(vim.api.nvim_buf_get_lines(bufnr, 0, -1, false), "\n") .. "\n"
  vim.system(
    { setup.program() or "glossator", "report", "--stdin-filename", name, "-o", target },
    { text = true, stdin = text, cwd = vim.fs.dirname(name) },
    vim.schedule_wrap(function(done)
      finish(target, call.bang, done)
    end)
  )
end

return M
