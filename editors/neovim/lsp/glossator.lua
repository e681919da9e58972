---@brief
---
--- Glossator holds a policy draft in Markdown against its sources: it underlines what departs
--- from them and shows, for the words under the cursor, where they were said, by whom and when.
---
--- Install the program with `cargo install --path .` in a clone of its repository. The server
--- starts where a `glossator.toml` stands in the folder of the draft or above it;
--- `glossator init` writes one.
---
--- This file stands alone: it needs no other file of the plugin.

---@param client vim.lsp.Client
---@param bufnr integer
---@param name string
---@param description string
---@param command string
---@param on_answer? fun(answer: any)
local function offer(client, bufnr, name, description, command, on_answer)
  vim.api.nvim_buf_create_user_command(bufnr, name, function()
    client:exec_cmd({ title = description, command = command }, { bufnr = bufnr }, function(error, answer)
      if error then
        vim.notify(("%s: %s"):format(client.name, error.message), vim.log.levels.ERROR)
      elseif on_answer then
        on_answer(answer)
      end
    end)
  end, { desc = description })
end

---@type vim.lsp.Config
return {
  cmd = { "glossator", "server" },
  filetypes = { "markdown" },
  root_markers = { "glossator.toml" },
  -- A folder without the project file is left alone.
  workspace_required = true,
  on_attach = function(client, bufnr)
    offer(client, bufnr, "LspGlossatorReindex", "Read the sources again", "glossator.reindex")
    offer(
      client,
      bufnr,
      "LspGlossatorInfo",
      "Show what the server knows",
      "glossator.debugInformation",
      vim.print
    )
  end,
}
