-- :checkhealth glossator.

local say = require("glossator.say")
local setup = require("glossator.setup")
local status = require("glossator.status")

local M = {}

local health = vim.health

---@param steps glossator.Step[]
---@param complain fun(text: string, advice: string)
local function report(steps, complain)
  for _, step in ipairs(steps) do
    if step.is_good then
      health.ok(step.says)
    else
      complain(step.says, step.advice)
    end
  end
end

---The report has a buffer of its own; what it is about is the one before.
---@return integer
local function draft()
  local before = vim.fn.bufnr("#")
  return before > 0 and before or vim.api.nvim_get_current_buf()
end

---@param project glossator.Project
local function report_project(project)
  local size = ("%s: %d concepts, %d terms"):format(project.folder, project.concepts, project.terms)
  health.info(size)
  local index = status.index(project)
  if project.index == "stale" then
    health.warn(index, "see what failed with :Glossator info, then try :Glossator reindex")
  elseif project.index == "none" then
    health.warn(index, "name the folders of your sources: paths = [...] under [corpus] in glossator.toml")
  else
    health.ok(index)
  end
end

-- A fault of settings or termbases is a diagnostic of that file.
---@param client vim.lsp.Client
local function report_faults(client)
  local all = vim.diagnostic.get(nil, { namespace = vim.lsp.diagnostic.get_namespace(client.id, false) })
  local count = #vim.tbl_filter(function(diagnostic)
    return vim.endswith(vim.api.nvim_buf_get_name(diagnostic.bufnr), ".toml")
  end, all)
  if count == 0 then
    return health.ok("no fault in settings and termbases")
  end
  local found = say.count(count, "fault", "faults") .. " in settings or termbases"
  health.warn(found, "list them with :lua vim.diagnostic.setqflist()")
end

---@param found? glossator.Status
local function report_status(found)
  if not found then
    return health.warn("it has not told its state", "install a newer program if this lasts")
  end
  local tell = ({ ok = health.ok, warning = health.warn, error = health.error })[found.health]
  tell(found.message or (found.quiescent and "nothing is under way" or "files are being read"))
  vim.iter(found.projects):each(report_project)
end

---@param client vim.lsp.Client
local function report_client(client)
  local version = client.server_info and client.server_info.version or "unknown"
  health.start(("glossator: server %d, version %s"):format(client.id, version))
  report_status(status.of(client.id))
  report_faults(client)
end

function M.check()
  health.start("glossator: set-up")
  report(setup.machine(), health.error)
  local bufnr = draft()
  local name = vim.api.nvim_buf_get_name(bufnr)
  health.start("glossator: " .. (name == "" and "a buffer without a name" or name))
  report(setup.buffer(bufnr), health.warn)
  vim.iter(vim.lsp.get_clients({ name = "glossator" })):each(report_client)
end

return M
