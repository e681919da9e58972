-- Asks what the sources have of some words: of those that follow a command, else of what the
-- command was called for. Where there is nothing to ask about, the writer is told so; what could
-- not be read, too. What becomes of the answer is the affair of the command.

local client = require("glossator.client")
local say = require("glossator.say")
local selection = require("glossator.selection")

---@class glossator.Question
---@field method string
---@field words string The name of the parameter that takes the words.
---@field nothing string What is said where no words are there.

---@param question glossator.Question
---@param call vim.api.keyset.create_user_command.command_args
---@param words string Those that follow the command; empty where none do.
---@param on_found fun(found: any, encoding: lsp.PositionEncodingKind)
return function(question, call, words, on_found)
  local bufnr = vim.api.nvim_get_current_buf()
  local server = client.of(bufnr)
  if not server then
    return
  end
  local params = { textDocument = vim.lsp.util.make_text_document_params(bufnr) }
  if words == "" then
    params.range = selection.range(call, server.offset_encoding)
  else
    params[question.words] = words
  end
  client.ask(server, question.method, params, bufnr, function(found)
    if not found then
      return say.note(question.nothing)
    end
    vim.iter(found.notices):each(say.warning)
    on_found(found, server.offset_encoding)
  end)
end
