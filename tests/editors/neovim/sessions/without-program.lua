-- The plugin without the program: one message, and advice in every place.
-- program: missing
-- allowed: cannot start glossator due to config error

local session = require("session")

session.play(function()
  local advice = "install it with `cargo install --path .`"
  session.holds("opening a draft of a project says what is missing", session.shown(), advice)
  local log = table.concat(vim.fn.readfile(vim.lsp.log.get_filename()), "\n")
  session.holds("Neovim has it in its log", log, "[ERROR]")
  vim.cmd.edit("drafts/clean-note.md")
  session.pause(200)
  session.equal("once", session.heard(), {})
  vim.cmd("Glossator attestations")
  session.hears("a command says so", advice)
  vim.cmd("Glossator init")
  session.hears("init, too", advice)
  vim.cmd("checkhealth glossator")
  local text = session.text()
  session.holds(":checkhealth has the error", text, 'ERROR no program "glossator" can be started')
  session.holds("with the advice", text, advice)
end)
