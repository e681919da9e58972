-- Columns hold in lines with letters beyond 16 bits and with line ends of Windows.

local session = require("session")

local words = "community of common destiny"
local lines = {
  "# 𝔄 heading 😀",
  "",
  "😀😀 They spoke of a 𝔠ommon thing, a " .. words .. ", and é of it.",
}

local function marked()
  return vim.tbl_map(function(diagnostic)
    local line = vim.api.nvim_buf_get_lines(0, diagnostic.lnum, diagnostic.lnum + 1, true)[1]
    return line:sub(diagnostic.col + 1, diagnostic.end_col)
  end, vim.diagnostic.get(0))
end

local function open(file, ending)
  local text = table.concat(lines, ending) .. ending
  vim.fn.writefile(vim.split(text, "\n"), file, "b")
  vim.cmd.edit(file)
  session.client()
end

session.play(function()
  for format, ending in pairs({ unix = "\n", dos = "\r\n" }) do
    open(("drafts/letters-%s.md"):format(format), ending)
    session.equal("the file is read as one of " .. format, vim.bo.fileformat, format)
    session.eventually(format .. ": the finding marks the words", function()
      return vim.deep_equal(marked(), { words })
    end, marked)
    vim.api.nvim_buf_set_text(0, 2, 0, 2, 0, { "𝔄é😀 " })
    session.eventually(format .. ": and still does after typing before them", function()
      local first = vim.diagnostic.get(0)[1]
      return vim.deep_equal(marked(), { words }) and first.col == #lines[3]:match("^.-, a ") + #"𝔄é😀 "
    end, marked)
    vim.cmd("Glossator fix")
    session.eventually(format .. ": a fix replaces these words only", function()
      local fixed = "𝔄é😀 " .. lines[3]:gsub(words, "community with a shared future")
      return vim.api.nvim_get_current_line() == fixed or vim.fn.getline(3) == fixed
    end, session.text)
    vim.cmd.write()
    local bytes = table.concat(vim.fn.readfile("drafts/letters-" .. format .. ".md", "b"), "\n")
    local _, endings = bytes:gsub("\r\n", "")
    session.equal(format .. ": line ends stay", endings, format == "dos" and 3 or 0)
  end
end)
