-- The command :Glossator: its subcommands, and how they are completed.

local say = require("glossator.say")

local M = {}

---@class glossator.Subcommand
---@field run fun(call: vim.api.keyset.create_user_command.command_args, rest: string)
---@field complete? string What follows it, as getcompletion() names it.

---@type table<string, glossator.Subcommand>
local subcommands = {
  attestations = {
    run = function(call, rest)
      require("glossator.attestations").show(call, rest)
    end,
  },
  timeline = {
    run = function(call, rest)
      require("glossator.timeline").show(call, rest)
    end,
  },
  quote = {
    run = function(call, rest)
      require("glossator.quote").show(call, rest)
    end,
  },
  sources = {
    run = function(call)
      require("glossator.sources").show(call)
    end,
  },
  fix = {
    run = function(call)
      require("glossator.fix").apply(call)
    end,
  },
  report = {
    run = function(call, rest)
      require("glossator.report").write(call, rest)
    end,
    complete = "file",
  },
  init = {
    run = function(_, rest)
      require("glossator.project").init(rest)
    end,
    complete = "dir",
  },
  reindex = {
    run = function()
      require("glossator.server").reindex()
    end,
  },
  restart = {
    run = function()
      require("glossator.server").restart()
    end,
  },
  log = {
    run = function()
      require("glossator.server").log()
    end,
  },
  info = {
    run = function()
      require("glossator.server").information()
    end,
  },
}

---@return string[]
local function names()
  local sorted = vim.tbl_keys(subcommands)
  table.sort(sorted)
  return sorted
end

---@param call vim.api.keyset.create_user_command.command_args
function M.run(call)
  local name, rest = call.args:match("^(%S*)%s*(.-)%s*$")
  local subcommand = subcommands[name]
  if subcommand then
    return subcommand.run(call, rest)
  end
  local fault = name == "" and "which part" or ("there is no %q"):format(name)
  say.warning(("%s? one of: %s"):format(fault, table.concat(names(), ", ")))
end

---@param lead string
---@param line string
---@return string[]
function M.complete(lead, line)
  local name = line:match("Glossator!?%s+(%S+)%s")
  if not name then
    return vim.tbl_filter(function(candidate)
      return vim.startswith(candidate, lead)
    end, names())
  end
  local kind = subcommands[name] and subcommands[name].complete
  return kind and vim.fn.getcompletion(lead, kind) or {}
end

return M
