-- Neovim watches no files on Linux: what changes on disk must show all the same.

local session = require("session")

local function write(file, change)
  local text = change(table.concat(vim.fn.readfile(file, "b"), "\n"))
  vim.fn.writefile(vim.split(text, "\n"), file, "b")
end

local function add_term()
  local before = session.findings()
  write("terms/naming.toml", function(text)
    return text
      .. table.concat({
        "",
        "[[concept]]",
        'id = "expert-group"',
        "",
        "[[concept.term]]",
        'text = "panel of experts"',
        'language = "en"',
        'status = "preferred"',
        "",
        "[[concept.term]]",
        'text = "expert group"',
        'language = "en"',
        'status = "deprecated"',
        "",
      }, "\n")
  end)
  session.eventually("a term that is added on disk is found in the open draft", function()
    return session.findings() > before
  end, session.findings)
end

local function hover_text()
  local client = session.client()
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answer = client:request_sync("textDocument/hover", params, 5000, 0)
  return answer and answer.result and answer.result.contents.value or ""
end

local function add_source()
  session.go_to("timetable of the quay", 3)
  session.ok("words that no source has show nothing of it", not hover_text():find("Harbour Gazette", 1, true))
  vim.fn.writefile({
    "Harbour Gazette",
    "3 May 2021",
    "",
    "The timetable of the quay was read out twice.",
  }, "corpus/harbour-gazette.txt")
  session.eventually("a source that is added on disk is shown by a hover", function()
    return hover_text():find("timetable of the quay", 1, true)
      and hover_text():find("read out twice", 1, true)
  end, hover_text)
end

session.play(function()
  session.client()
  session.wait(function()
    return session.findings() > 5
  end)
  add_term()
  vim.fn.append(vim.fn.line("$"), { "", "We know the timetable of the quay." })
  add_source()
end)
