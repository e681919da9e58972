-- Installed as a package.
-- installation: package

local session = require("session")

session.play(function()
  session.ok("the server is attached", session.client())
  session.eventually("findings are shown", function()
    return session.findings() > 5
  end, session.findings)
  session.equal("the command is there", vim.fn.exists(":Glossator"), 2)
  vim.cmd("helptags ALL")
  vim.cmd("help glossator")
  session.holds("the help is there", vim.api.nvim_buf_get_name(0), "doc/glossator.txt")
end)
