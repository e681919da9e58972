-- Settings of this editor, and a project file with a fault in it.
-- draft: drafts/translation-desk.md

local session = require("session")

---@param date string[]
local function count(date)
  local command = vim.list_extend({ "check", "--format", "json", "drafts/translation-desk.md" }, date)
  return #vim.json.decode(session.glossator(command)).findings
end

local function of_the_editor()
  local now, earlier = count({}), count({ "--as-of", "2013" })
  session.ok("the date makes a difference", now ~= earlier, { now, earlier })
  session.eventually("a draft without a date is judged as the project says", function()
    return session.findings() == now
  end, session.findings)
  vim.lsp.config("glossator", { settings = { glossator = { asOf = "2013" } } })
  vim.cmd("Glossator restart")
  session.ready()
  session.eventually("settings of vim.lsp.config() hold after a restart", function()
    return session.findings() == earlier
  end, session.findings)
end

local function of_the_project()
  local status, sound = require("glossator").status, vim.fn.readfile("glossator.toml")
  vim.fn.writefile({ "[corpus]", 'path = ["corpus"]' }, "glossator.toml")
  session.eventually("a fault in glossator.toml is in the status", function()
    return status() == "glossator: settings at fault"
  end, status)
  session.eventually("and is said, with its place", function()
    return session.shown():find('glossator.toml:2: unknown key "path"', 1, true)
  end, session.shown)
  vim.cmd("checkhealth glossator")
  session.holds(":checkhealth has it as an error", session.text(), "ERROR")
  session.holds("and counts it", session.text(), "1 fault in settings or termbases")
  vim.cmd.bdelete()
  vim.fn.writefile(sound, "glossator.toml")
  session.eventually("once it is mended, the status is as before", function()
    return status() == "glossator: 14 sources"
  end, status)
end

session.play(function()
  session.ready()
  of_the_editor()
  of_the_project()
end)
