-- Glossator for Neovim 0.11 or later. With this folder on the runtime path
-- (vim.opt.rtp:append("path/to/editors/neovim")), `vim.lsp.enable("glossator")`
-- starts the server for Markdown files in a project that has a glossator.toml.
---@type vim.lsp.Config
return {
  cmd = { "glossator", "server" },
  filetypes = { "markdown" },
  root_markers = { "glossator.toml" },
}
