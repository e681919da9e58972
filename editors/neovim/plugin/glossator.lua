-- What is there from the start: the command :Glossator, the status of the server, and a word
-- where the server cannot be started. It starts nothing: vim.lsp.enable("glossator") does.

if vim.g.loaded_glossator then
  return
end
vim.g.loaded_glossator = true

if vim.fn.has("nvim-0.11.2") == 0 then
  vim.notify("glossator: this plugin needs Neovim 0.11.2 or later", vim.log.levels.WARN)
  return
end

vim.api.nvim_create_user_command("Glossator", function(call)
  require("glossator.command").run(call)
end, {
  desc = "Ask Glossator about the draft and its sources",
  nargs = "*",
  range = true,
  bang = true,
  complete = function(...)
    return require("glossator.command").complete(...)
  end,
})

-- Here and not in lsp/glossator.lua, which stands alone and has nobody to tell.
vim.lsp.config("glossator", {
  capabilities = { experimental = { serverStatusNotification = true } },
  handlers = {
    ["experimental/serverStatus"] = function(...)
      require("glossator.status").receive(...)
    end,
  },
})

local group = vim.api.nvim_create_augroup("glossator", {})

vim.api.nvim_create_autocmd("LspDetach", {
  group = group,
  desc = "Forget the status of a server that is gone",
  callback = function(event)
    require("glossator.status").forget(event.data.client_id)
  end,
})

vim.api.nvim_create_autocmd("CompleteDone", {
  group = group,
  desc = "Put the whole of a term in",
  callback = function()
    require("glossator.completion").finish()
  end,
})

-- Neovim itself writes this only into its log.
vim.api.nvim_create_autocmd("FileType", {
  group = group,
  pattern = "markdown",
  desc = "Say once that the program is missing, where a project asks for it",
  callback = function(event)
    require("glossator.setup").warn_of_missing_program(event.buf)
  end,
})
