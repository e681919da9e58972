-- Every part of :Glossator, with its messages.

local session = require("session")

local function glossator(arguments)
  session.heard()
  vim.cmd("Glossator" .. arguments)
end

local function close_lists()
  vim.cmd.cclose()
  vim.cmd.lclose()
  vim.cmd("silent! only")
end

local function is_listed(title)
  return function()
    return vim.bo.buftype == "quickfix" and vim.fn.getqflist({ title = 0 }).title:find(title, 1, true)
  end
end

local function quickfix_title()
  return vim.fn.getqflist({ title = 0 }).title
end

local function attestations_of_phrase()
  local lookup =
    vim.json.decode(session.glossator({ "lookup", "shared future", "--limit", "0", "--format", "json" }))
  local documents = {}
  for _, attestation in ipairs(lookup.attestations) do
    documents[attestation.document] = true
  end
  local title = '"shared future": %d times in %d documents'
  title = title:format(lookup.total, vim.tbl_count(documents))
  glossator(" attestations shared future")
  session.eventually(
    "attestations PHRASE fills the quickfix list: " .. title,
    is_listed(title),
    quickfix_title
  )
  local items = vim.fn.getqflist()
  session.equal("with every place", #items, lookup.total)
  local missing = vim.tbl_filter(function(item)
    local lines = vim.fn.readfile(vim.api.nvim_buf_get_name(item.bufnr))
    local line = (lines[item.lnum] or ""):gsub("\u{AD}", ""):lower()
    return not line:find("shared", 1, true)
  end, items)
  session.equal("each at a line with the words", missing, {})
  local dates = vim.tbl_map(function(item)
    return item.module:match("^%d[%d-]*")
  end, items)
  local sorted = vim.deepcopy(dates)
  table.sort(sorted)
  session.equal("by date, those without at the end", dates, sorted)
  session.type("<CR>")
  session.holds("<CR> goes to the source", vim.api.nvim_buf_get_name(0), "/corpus/")
  session.type("<C-o>")
  close_lists()
end

local function attestations_of_selection()
  session.go_to("cyber sovereignty")
  session.type("v2e:Glossator attestations<CR>")
  session.eventually("attestations of a selection", is_listed('"cyber sovereignty": '), quickfix_title)
  close_lists()
  session.go_to("early warning")
  session.type("vee\\ga")
  session.eventually("and by the mapping of the README", is_listed('"early warning": '), quickfix_title)
  close_lists()
  session.go_to("leading formulation is a community", 30)
  glossator(" attestations")
  local title = '"community with a shared future for mankind": '
  session.eventually("and of the words under the cursor", is_listed(title), quickfix_title)
  close_lists()
end

local function attestations_to_choose_from()
  local offered = session.choose("Harbour News")
  glossator("! attestations shared future")
  session.eventually("with ! a place is chosen, and opened", function()
    return vim.api.nvim_buf_get_name(0):find("harbour-news", 1, true)
  end, function()
    return offered
  end)
  session.holds("under the same title", offered.prompt or "", '"shared future": ')
  session.type("<C-o>")
end

local function attestations_of_nothing()
  glossator(" attestations zebra crossing")
  session.hears("words that stand nowhere are named", '"zebra crossing" stands nowhere in the sources')
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  glossator(" attestations")
  session.hears("a place without words is said to be one", "nothing to look up here")
end

local function quote()
  glossator(" quote The sea does not belong to those that fence it")
  session.hears("quote says what is wrong with a quotation", "altered: the source has other words")
  session.eventually("and lists the passage", is_listed("altered: the source"), quickfix_title)
  local text = (vim.fn.getqflist()[1] or {}).text or ""
  session.holds("with what differs", text, '"that" where the source has "who"')
  session.type("<CR>")
  session.holds("<CR> goes to the source", vim.api.nvim_buf_get_name(0), "keynote")
  session.type("<C-o>")
  close_lists()
  glossator(" quote forty purple whales shall own the lighthouse of the moon")
  session.hears("words of nobody are named", "not in the sources")
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  glossator(" quote")
  session.hears("a place without words is said to be one", "nothing to verify here")
end

local function timeline()
  glossator(" timeline community of common destiny")
  session.eventually("timeline opens a window", session.float)
  local text = session.float() or ""
  session.holds(
    "with the rendering, its status and its number",
    text,
    "community of common destiny · superseded · "
  )
  session.holds("and a bar for a year", text, "2014 ██ 2")
  session.close_float()
end

local function sources()
  glossator(" sources")
  local function title()
    return vim.fn.getloclist(0, { title = 0 }).title
  end
  session.eventually("sources fills the location list", function()
    return vim.bo.buftype == "quickfix" and title():find("shared-future-briefing.md leans on", 1, true)
  end, title)
  local items = vim.fn.getloclist(0)
  session.ok("with documents and what they share", #items > 5, #items)
  local outside = vim.tbl_filter(function(item)
    return not vim.api.nvim_buf_get_name(item.bufnr):find("/corpus/", 1, true)
  end, items)
  session.equal("all of them places in the sources", outside, {})
  close_lists()
  local offered = session.choose(")")
  glossator("! sources")
  session.eventually("with ! a document is chosen, and opened", function()
    return vim.api.nvim_buf_get_name(0):find("/corpus/", 1, true)
  end, function()
    return offered
  end)
  session.type("<C-o>")
end

local function fix()
  local before = session.text()
  local fixed = session.glossator({ "check", "--diff", "--exit-zero", "drafts/shared-future-briefing.md" })
  session.holds("the command line has something to fix", fixed, "\n+")
  session.go_to("building a community of common destiny")
  local line = vim.fn.line(".")
  vim.cmd(line .. "Glossator fix")
  session.eventually("fix with a range mends its lines", function()
    return session.text():find("building a community with a shared future do not", 1, true)
  end, session.text)
  local changed = vim.fn.getline(line)
  session.type("u")
  local others = vim.split(before, "\n")
  others[line] = changed
  session.equal("and u takes that back", session.text(), before)
  glossator(" fix")
  session.hears("fix says what it did", "u takes them back")
  session.ok("it mends the line", vim.fn.getline(line) == changed, vim.fn.getline(line))
  session.ok("and others", session.text() ~= table.concat(others, "\n"))
  session.wait(function()
    return vim.lsp.util.buf_versions[vim.api.nvim_get_current_buf()]
  end)
  glossator(" fix")
  session.hears("where nothing is left it says so", "no safe fix in this draft")
  session.type("u")
  session.equal("one u takes all of it back", session.text(), before)
  vim.cmd("1Glossator fix")
  session.hears("and so it does for lines without", "no safe fix for these lines")
end

local function looks_after_the_server()
  glossator(" reindex")
  session.hears("reindex says so", "the sources are read again")
  glossator(" info")
  session.eventually("info opens a window to copy from", function()
    return session.text():find("client: Neovim", 1, true)
  end, session.text)
  session.holds("with the project", session.text(), "project: " .. vim.fn.getcwd())
  session.holds("and the way it was started", session.text(), "started: glossator server")
  vim.cmd.close()
  glossator(" log")
  session.holds("log opens the log", vim.api.nvim_buf_get_name(0), "lsp.log")
  vim.cmd.tabclose()
  local before = session.client().id
  glossator(" restart")
  local after = session.client()
  session.ok("restart starts another server", after and after.id ~= before, after and after.id)
  session.eventually("which finds the same", function()
    return session.findings() > 5
  end, session.findings)
  session.equal("and the first is gone", #vim.lsp.get_clients({ name = "glossator" }), 1)
end

local function wrong_use()
  glossator(" nonsense")
  session.hears(
    "an unknown part is named, with those there are",
    'there is no "nonsense"? one of: attestations, fix,'
  )
  glossator("")
  session.hears("no part is answered likewise", "one of: attestations, fix,")
  session.equal(
    "parts are completed",
    vim.fn.getcompletion("Glossator re", "cmdline"),
    { "reindex", "report", "restart" }
  )
  session.equal("folders follow init", vim.fn.getcompletion("Glossator init dra", "cmdline"), { "drafts/" })
  vim.cmd.edit("corpus/7f3c91ab04de2258.txt")
  glossator(" attestations shared future")
  session.hears("outside drafts it says where to go", "the buffer is no Markdown file")
  vim.cmd.enew()
  vim.bo.filetype = "markdown"
  session.client()
  glossator(" sources")
  session.hears("a draft without a name has to be saved first", "save it first")
  vim.cmd.bwipe()
end

local function report()
  vim.api.nvim_buf_set_lines(0, -1, -1, false, { "", "Words that nobody has saved." })
  glossator(" report")
  session.hears("report says what it wrote", ".report.html")
  local page = vim.fn.expand("%:p:r") .. ".report.html"
  local text = table.concat(vim.fn.readfile(page), "\n")
  session.holds("with what is not saved yet", text, "Words that nobody has saved.")
  vim.fn.delete(page)
  vim.cmd.undo()
end

local function status()
  session.eventually("the status names the sources", function()
    return require("glossator").status() == "glossator: 14 sources"
  end, require("glossator").status)
end

session.play(function()
  session.ready()
  attestations_of_phrase()
  attestations_of_selection()
  attestations_to_choose_from()
  attestations_of_nothing()
  quote()
  timeline()
  sources()
  fix()
  report()
  status()
  looks_after_the_server()
  wrong_use()
end)
