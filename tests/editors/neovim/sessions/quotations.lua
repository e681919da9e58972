-- Quotations: what differs from the source, and the way there, also into a PDF and a Word
-- document, whose text is kept in a file that cannot be written.
-- draft: drafts/papers-note.md
-- papers: yes

local session = require("session")

local passages = {
  pdf = "A channel that is dredged every spring needs no speeches in autumn.",
  docx = "Every lamp that is lit by hand shall be counted by hand.",
}

local function here()
  return { vim.fs.basename(vim.api.nvim_buf_get_name(0)), vim.api.nvim_get_current_line() }
end

local function is_at(name, line)
  return function()
    return vim.deep_equal(here(), { name, line })
  end
end

local function finding_of(words)
  return vim.iter(vim.diagnostic.get(0)):find(function(found)
    return vim.api.nvim_buf_get_text(0, found.lnum, found.col, found.end_lnum, found.end_col, {})[1] == words
  end)
end

local function findings()
  session.eventually("a changed word in a quotation of a PDF is found", function()
    return finding_of("promises")
  end, session.findings)
  local found = finding_of("promises") or {}
  session.equal("as an error", found.severity, vim.diagnostic.severity.ERROR)
  session.holds("that says what the source has", found.message or "", '"promises" where the source has "speeches"')
  local related = vim.tbl_get(found, "user_data", "lsp", "relatedInformation") or {}
  session.holds("and leads to the passage", vim.tbl_get(related, 1, "location", "uri") or "", "dredging-board.pdf")
end

local function hover()
  session.go_to("dredged every spring")
  session.type("K")
  session.eventually("K opens a window", session.float)
  local text = session.float() or ""
  session.holds("with the verdict", text, "altered: the source has other words")
  session.holds("with the words of the source", text, passages.pdf:sub(1, -2))
  session.holds("and its page", text, "p. 2")
  session.close_float()
end

local function jumps()
  local draft = vim.api.nvim_buf_get_name(0)
  for words, target in pairs({
    ["dredged every spring"] = { "dredging-board.pdf.txt", passages.pdf },
    ["lit by hand"] = { "lamp-committee.docx.txt", passages.docx },
  }) do
    session.go_to(words)
    session.type("<C-]>")
    session.eventually("<C-]> goes to " .. target[1] .. " at the line", is_at(unpack(target)), here)
    session.ok(target[1] .. " is read-only", vim.bo.readonly)
    session.type("<C-t>")
    session.equal("<C-t> comes back", vim.api.nvim_buf_get_name(0), draft)
  end
end

local function quote()
  session.heard()
  session.go_to("dredged every spring")
  vim.cmd("Glossator quote")
  session.hears("quote verifies the quotation under the cursor", "altered: the source has other words")
  session.eventually("and lists the passage", function()
    return vim.bo.buftype == "quickfix"
  end)
  local item = vim.fn.getqflist()[1] or {}
  session.holds("with its page, and that it is cited", item.module or "", ", p. 2 (cited)")
  session.holds("and what differs", item.text or "", '"promises" where the source has "speeches"')
  session.type("<CR>")
  session.eventually("<CR> goes there", is_at("dredging-board.pdf.txt", passages.pdf), here)
  session.type("<C-o>")
  vim.cmd.cclose()
  session.go_to("lit by hand")
  session.type("v2e:Glossator quote<CR>")
  session.hears("of selected words only these are verified", "verbatim: the words of the source")
  vim.cmd.cclose()
  vim.cmd("silent! only")
end

local function mend()
  local before = session.text()
  session.go_to("promises in autumn")
  local offered = session.choose("write the source's words")
  session.type("gra")
  session.eventually("gra offers the words of the source, and writes them", function()
    return session.text():find("needs no speeches in autumn", 1, true)
  end, function()
    return offered
  end)
  session.type("u")
  session.equal("u takes that back", session.text(), before)
end

local function report()
  session.heard()
  vim.cmd("Glossator report page.report.html")
  session.hears("report says what it wrote", "page.report.html")
  local page = table.concat(vim.fn.readfile("page.report.html"), "\n")
  local part = page:match('<p class="difference".-</p>') or "no difference"
  session.holds("the page shows what differs", part, ">promises</del>")
  session.holds("and what the source has", part, ">speeches</ins>")
  local held = page:match('<p class="held">.-</p>') or "nothing"
  session.holds("judged as the settings of the editor say", held, "judged as of 2013")
  vim.fn.writefile({ "mine" }, "page.report.html")
  vim.cmd("Glossator report page.report.html")
  session.hears("a file that is no such page is left alone", "exists and is no evidence page")
  session.equal("as it was", vim.fn.readfile("page.report.html"), { "mine" })
end

session.play(function()
  session.ready()
  findings()
  hover()
  jumps()
  quote()
  mend()
  vim.lsp.config("glossator", { settings = { glossator = { asOf = "2013" } } })
  vim.cmd("Glossator restart")
  session.ready()
  report()
end)
