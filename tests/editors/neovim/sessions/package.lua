-- Installed as a package.
-- installation: package

local session = require("session")

session.play(function()
  session.ok("the server is attached", session.client())
  session.eventually("findings are shown", function()
    return session.findings() > 5
  end, session.findings)
  session.equal("the command is there", vim.fn.exists(":Glossator"), 2)
  session.equal("the help is found", #vim.api.nvim_get_runtime_file("doc/glossator.txt", true), 1)
end)
