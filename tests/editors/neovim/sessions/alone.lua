-- Without the plugin: only lsp/glossator.lua, as nvim-lspconfig would have it.
-- installation: alone

local session = require("session")

session.play(function()
  session.ok("the server is attached", session.client())
  session.eventually("findings are shown", function()
    return session.findings() > 5
  end, session.findings)
  session.equal("there is no :Glossator", vim.fn.exists(":Glossator"), 0)
  vim.cmd("LspGlossatorInfo")
  session.eventually(":LspGlossatorInfo shows what the server knows", function()
    return session.shown():find("64 concepts", 1, true)
  end, session.shown)
  vim.cmd("LspGlossatorReindex")
  session.pause(300)
  session.equal(":LspGlossatorReindex is taken in silence", session.heard(), {})
  vim.cmd.edit("../outside.md")
  session.pause(300)
  session.ok("without a project nothing is started", #vim.lsp.get_clients({ bufnr = 0 }) == 0)
end)
