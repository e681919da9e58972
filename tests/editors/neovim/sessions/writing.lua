-- A writer's session with Neovim's own keys, from opening a draft to mending it.
-- recorded: yes

local session = require("session")

-- What `glossator check` says of the draft, in the words of Neovim.
local function expected_findings()
  local report = vim.json.decode(session.glossator({ "check", "--format", "json", vim.fn.expand("%") }))
  local levels = { error = 1, warning = 2, hint = 4 }
  return vim.tbl_map(function(finding)
    return {
      from = { finding.start.line, finding.start.column },
      to = { finding["end"].line, finding["end"].column },
      rule = finding.rule,
      severity = levels[finding.severity],
      message = finding.message,
    }
  end, report.findings)
end

local function place(row, column)
  local line = vim.api.nvim_buf_get_lines(0, row, row + 1, true)[1]
  return { row + 1, vim.str_utfindex(line, "utf-32", column) + 1 }
end

local function shown_findings()
  local shown = vim.tbl_map(function(diagnostic)
    return {
      from = place(diagnostic.lnum, diagnostic.col),
      to = place(diagnostic.end_lnum, diagnostic.end_col),
      rule = diagnostic.code,
      severity = diagnostic.severity,
      message = diagnostic.message,
    }
  end, vim.diagnostic.get(0))
  table.sort(shown, function(one, other)
    return one.from[1] < other.from[1] or one.from[1] == other.from[1] and one.from[2] < other.from[2]
  end)
  return shown
end

local function diagnostics()
  local expected = expected_findings()
  session.ok("the draft has findings", #expected > 5, #expected)
  session.wait(function()
    return vim.deep_equal(shown_findings(), expected)
  end)
  session.equal("findings are those of `glossator check`", shown_findings(), expected)
  session.type("gg]d")
  session.equal("]d goes to the first finding", vim.api.nvim_win_get_cursor(0), {
    expected[1].from[1],
    expected[1].from[2] - 1,
  })
end

local function hover()
  session.go_to("leading formulation is a community", 30)
  session.type("K")
  session.eventually("K opens a window", session.float)
  local text = session.float() or ""
  session.holds("it says how often the words stand in the sources", text, "times in the sources")
  session.holds("it shows the passage", text, "A Valdorian envoy said Tuesday that the call to build a")
  session.holds("it shows the source and its date", text, "2017-12-20 · Harbour News")
  session.close_float()
end

local function jumps()
  local draft = vim.api.nvim_buf_get_name(0)
  local function is_in_source()
    return vim.api.nvim_buf_get_name(0):find("/corpus/", 1, true) ~= nil
  end
  local function source_line()
    return { vim.fs.basename(vim.api.nvim_buf_get_name(0)), vim.api.nvim_get_current_line() }
  end
  session.go_to("building a community of common destiny", 20)
  session.type("<C-]>")
  session.eventually("<C-]> goes to a source", is_in_source, source_line)
  -- Some sources carry hyphens that only a printer needs.
  local line = vim.api.nvim_get_current_line():gsub("\u{AD}", "")
  session.holds("at the line with the words", line, "community of common destiny")
  session.type("<C-t>")
  session.equal("<C-t> comes back", vim.api.nvim_buf_get_name(0), draft)
  vim.lsp.buf.definition()
  session.eventually("vim.lsp.buf.definition() lists the places, where there are several", function()
    return vim.bo.buftype == "quickfix"
  end)
  session.type("<CR>")
  session.ok("<CR> goes to one", is_in_source(), source_line())
  session.type("<C-o>")
  vim.cmd.cclose()
end

local function references()
  local lookup = vim.json.decode(session.glossator({
    "lookup",
    "community of common destiny",
    "--limit",
    "0",
    "--format",
    "json",
  }))
  session.go_to("building a community of common destiny", 20)
  session.type("grr")
  session.eventually("grr opens the quickfix list", function()
    return vim.bo.buftype == "quickfix"
  end)
  local in_sources = vim.tbl_filter(function(item)
    return vim.api.nvim_buf_get_name(item.bufnr):find("/corpus/", 1, true) ~= nil
  end, vim.fn.getqflist())
  session.ok("with every place in the sources", #in_sources >= lookup.total, { #in_sources, lookup.total })
  vim.cmd.cclose()
end

local function actions()
  local before, count = session.text(), session.findings()
  session.go_to("building a community of common destiny", 20)
  local offered = session.choose("replace with")
  session.type("gra")
  session.eventually("gra applies the replacement", function()
    return session.text():find("building a community with a shared future do not mean", 1, true)
  end, function()
    return offered
  end)
  session.eventually("the finding goes", function()
    return session.findings() == count - 1
  end, session.findings)
  session.type("u")
  session.equal("u takes it back", session.text(), before)
  session.eventually("the finding comes back", function()
    return session.findings() == count
  end, session.findings)

  session.go_to("building a community of common destiny", 20)
  offered = session.choose("allow")
  session.type("gra")
  session.eventually("an allow action writes a comment", function()
    return session.text():find("<!-- glossator: allow superseded-rendering", 1, true)
  end, function()
    return offered
  end)
  session.type("<Esc>u")
  session.equal("u takes that back, too", session.text(), before)
end

local function fix_all()
  local before, copy = session.text(), vim.fs.joinpath("drafts", "copy.md")
  vim.fn.writefile(vim.split(before, "\n"), copy)
  session.glossator({ "check", "--fix", "--exit-zero", copy })
  local fixed = table.concat(vim.fn.readfile(copy), "\n")
  session.ok("the command line has something to fix", fixed ~= before)
  vim.lsp.buf.code_action({ context = { only = { "source.fixAll" }, diagnostics = {} }, apply = true })
  session.eventually("source.fixAll does what `glossator check --fix` does", function()
    return session.text() == fixed
  end, session.text)
  session.type("u")
  session.equal("one u takes all of it back", session.text(), before)
end

local function completion()
  local before = session.text()
  session.type("Goa community of com<C-x><C-o>")
  session.eventually("<C-x><C-o> offers terms", function()
    return vim.fn.pumvisible() == 1
  end)
  local words = vim.tbl_map(function(item)
    return item.abbr
  end, vim.fn.complete_info({ "items" }).items)
  session.ok("the term is among them", vim.tbl_contains(words, "community with a shared future"), words)
  session.type("<C-e><Esc>u")
  vim.lsp.completion.enable(true, session.client().id, 0)
  session.type("Goa community with a sh")
  vim.lsp.completion.get()
  session.eventually("vim.lsp.completion offers terms, too", function()
    return vim.fn.pumvisible() == 1
  end)
  session.type("<C-n>")
  local chosen = vim.fn.complete_info({ "items", "selected" })
  local word = (chosen.items[chosen.selected + 1] or {}).abbr or "nothing"
  session.type("<C-y><Esc>")
  session.holds("and puts the one chosen in", vim.api.nvim_get_current_line(), word)
  session.type("u")
  session.equal("the draft is as it was", session.text(), before)
end

-- The items of a set, offered behind its label, and numbered once they are listed.
local function items()
  local before = session.text()
  vim.lsp.inlay_hint.enable(true, { bufnr = 0 })
  session.go_to("## Recommendations")
  session.type("OIn 2015 Xi Jinping put forward four principles for cyberspace:<CR><CR>- ")
  vim.lsp.completion.get()
  session.eventually("the items of a set are offered under its label", function()
    return vim.fn.pumvisible() == 1
  end)
  -- The first is chosen: all of them.
  session.type("<C-y><Esc>")
  local last = vim.api.nvim_win_get_cursor(0)[1]
  local lines = vim.api.nvim_buf_get_lines(0, last - 4, last, false)
  session.equal("all of them are put in, a line each", lines, {
    "- respect for cyber sovereignty",
    "- maintenance of peace and security",
    "- promotion of openness and cooperation",
    "- cultivation of good order",
  })
  local function numbers()
    local range = { start = { line = last - 4, character = 0 }, ["end"] = { line = last, character = 0 } }
    return vim.tbl_map(function(hint)
      return hint.inlay_hint.label
    end, vim.lsp.inlay_hint.get({ bufnr = 0, range = range }))
  end
  session.eventually("inlay hints number them", function()
    return vim.deep_equal(numbers(), { "1/4", "2/4", "3/4", "4/4" })
  end, numbers)
  vim.lsp.inlay_hint.enable(false, { bufnr = 0 })
  session.type("u")
  session.equal("one u takes them back", session.text(), before)
end

local function symbols()
  vim.lsp.buf.document_symbol()
  session.eventually("the headings are listed", function()
    return vim.fn.getloclist(0, { title = 0 }).title:find("Symbols", 1, true)
  end)
  local texts = vim.tbl_map(function(item)
    return item.text
  end, vim.fn.getloclist(0))
  session.ok("each by its text", vim.tbl_contains(texts, "[String] Ports and railways"), texts)
  vim.cmd.lclose()
end

-- What has no form in the protocol; sessions/commands.lua looks at it in detail.
local function questions()
  session.go_to("leading formulation is a community", 30)
  for _, part in ipairs({ "attestations", "sources" }) do
    vim.cmd("Glossator " .. part)
    session.eventually(part .. " are listed", function()
      return vim.bo.buftype == "quickfix"
    end)
    vim.cmd.close()
  end
end

session.play(function()
  local client = session.client()
  session.equal("the root is the folder of the project", client.root_dir, vim.fn.getcwd())
  session.equal("columns count bytes", client.offset_encoding, "utf-8")
  session.ready()
  diagnostics()
  hover()
  jumps()
  references()
  actions()
  fix_all()
  completion()
  items()
  symbols()
  questions()
  session.equal("nothing was complained of", session.heard(), {})
end)
