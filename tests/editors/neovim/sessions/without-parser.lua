-- A Neovim that lacks the parser of Markdown: the window of K opens all the same.

local session = require("session")

session.play(function()
  for _, parser in ipairs(vim.api.nvim_get_runtime_file("parser/markdown*", true)) do
    vim.opt.runtimepath:remove(vim.fs.dirname(vim.fs.dirname(parser)))
  end
  session.equal("no parser is found", vim.api.nvim_get_runtime_file("parser/markdown*", true), {})
  session.ready()
  session.go_to("leading formulation is a community", 30)
  session.type("K")
  session.eventually("K opens its window", session.float)
  session.holds("with the passage", session.float() or "", "A Valdorian envoy said Tuesday")
end)
