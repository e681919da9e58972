-- A new writer: a folder without a project, :Glossator init, the first finding, :checkhealth.
-- draft: drafts/op-ed-2013.md

local session = require("session")

local function report()
  vim.cmd("checkhealth glossator")
  local text = session.text()
  vim.cmd.bdelete()
  return text
end

local function is_attached()
  return #vim.lsp.get_clients({ bufnr = 0 }) > 0
end

local function in_a_folder_without_project(folder)
  vim.cmd.edit(vim.fs.joinpath(folder, "note.md"))
  session.pause(500)
  session.ok("without a project nothing is started", not is_attached())
  session.equal("and nothing is said", session.heard(), {})
  vim.cmd("Glossator sources")
  session.hears(
    "a command says what to do",
    "no glossator.toml in " .. folder .. " or above it: write one with :Glossator init"
  )
  local text = report()
  session.holds("so does :checkhealth", text, "no glossator.toml in " .. folder)
  session.holds("with advice", text, "write one with :Glossator init")
  session.ok("which is no error", not text:find("ERROR", 1, true), text)
end

local function init(folder)
  vim.cmd("Glossator init " .. folder)
  session.eventually("init opens the file it wrote", function()
    return vim.fs.basename(vim.api.nvim_buf_get_name(0)) == "glossator.toml"
  end)
  session.hears("and shows what to do next", "next:")
  vim.cmd.edit("#")
  session.eventually("the draft that was open is looked after", is_attached)
  vim.cmd("Glossator init " .. folder)
  session.hears("a second init leaves the file as it is", "exists already and is left as it is")
  vim.cmd("Glossator init " .. vim.fs.joinpath(folder, "nowhere"))
  session.hears("init of no folder says so", "no folder")
  local other = vim.fs.joinpath(folder, "another desk")
  vim.fn.mkdir(vim.fs.joinpath(other, "sources"), "p")
  vim.cmd("Glossator init " .. other .. " --starter")
  session.eventually("init takes the flags of the program", function()
    return vim.uv.fs_stat(vim.fs.joinpath(other, "terms", "diplomacy.toml")) ~= nil
      and vim.api.nvim_buf_get_name(0) == vim.fs.joinpath(other, "glossator.toml")
  end)
  vim.cmd.edit("#")
end

local function healthy()
  vim.cmd.edit("drafts/shared-future-briefing.md")
  session.client()
  session.wait(function()
    return require("glossator").status():find("14 sources", 1, true)
  end)
  local text = report()
  session.ok(
    "in a sound project :checkhealth has neither error nor warning",
    not text:find("ERROR", 1, true) and not text:find("WARNING", 1, true),
    text
  )
  for _, part in ipairs({
    "Neovim 0.11.4",
    "glossator is enabled",
    "program: ",
    "version: glossator ",
    "project: " .. vim.fn.getcwd() .. "/glossator.toml",
    "the server is attached",
    "14 sources",
    "64 concepts",
    "no fault in settings and termbases",
  }) do
    session.holds(":checkhealth says " .. part, text, part)
  end
end

local function with_a_faulty_termbase()
  vim.fn.writefile({ "", "[[concept]]", 'idd = "x"' }, "terms/naming.toml", "a")
  session.eventually("a fault in a termbase is counted by :checkhealth", function()
    return report():find("%d+ faults? in settings or termbases")
  end, report)
end

session.play(function()
  local folder = vim.fs.joinpath(vim.fs.dirname(vim.fn.getcwd()), "elsewhere")
  vim.fn.mkdir(folder, "p")
  vim.fn.writefile({ "# A note", "", "Words." }, vim.fs.joinpath(folder, "note.md"))
  healthy()
  in_a_folder_without_project(folder)
  init(folder)
  with_a_faulty_termbase()
end)
