-- The way to the server: its client for a buffer, and requests beyond the protocol. Whatever
-- goes wrong is said to the writer here, so that a caller sees answers only.

local say = require("glossator.say")
local setup = require("glossator.setup")

local M = {}

local METHOD_NOT_FOUND = vim.lsp.protocol.ErrorCodes.MethodNotFound

---@return vim.lsp.Client[]
function M.all()
  return vim.lsp.get_clients({ name = "glossator" })
end

---The client of a buffer; where there is none, says why.
---@param bufnr integer
---@return vim.lsp.Client?
function M.of(bufnr)
  local client = vim.lsp.get_clients({ bufnr = bufnr, name = "glossator" })[1]
  if client and vim.api.nvim_buf_get_name(bufnr) == "" then
    return say.warning("the draft has no name yet: save it first")
  elseif client then
    return client
  end
  local fault = setup.fault(bufnr)
  say.warning(fault and ("%s: %s"):format(fault.says, fault.advice) or "the server is starting, try again")
end

---Some client, that of the buffer first; where there is none, says why.
---@param bufnr integer
---@return vim.lsp.Client?
function M.any(bufnr)
  local here = vim.lsp.get_clients({ bufnr = bufnr, name = "glossator" })[1]
  return here or M.all()[1] or M.of(bufnr)
end

---@param client vim.lsp.Client
---@param error lsp.ResponseError
local function explain(client, error)
  local version = client.server_info and client.server_info.version or "unknown"
  if error.code == METHOD_NOT_FOUND then
    say.warning(("the program (version %s) is older than this plugin: install a newer one"):format(version))
  else
    say.warning(error.message)
  end
end

---Asks, and passes an answer on; null where the draft has no sources or nothing is there.
---@param client vim.lsp.Client
---@param method string
---@param params table
---@param bufnr integer
---@param on_answer fun(answer: any)
function M.ask(client, method, params, bufnr, on_answer)
  ---@diagnostic disable-next-line: param-type-mismatch
  client:request(method, params, function(error, answer)
    if error then
      explain(client, error)
    else
      on_answer(answer ~= vim.NIL and answer or nil)
    end
  end, bufnr)
end

---Has the server carry a command out.
---@param client vim.lsp.Client
---@param command string
---@param bufnr integer
---@param on_answer fun(answer: any)
function M.execute(client, command, bufnr, on_answer)
  client:exec_cmd({ title = command, command = command }, { bufnr = bufnr }, function(error, answer)
    if error then
      explain(client, error)
    else
      on_answer(answer)
    end
  end)
end

return M
