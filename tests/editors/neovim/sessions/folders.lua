-- Two projects in one Neovim: a server for each, and each draft held against its own sources.

local session = require("session")

local function project(folder, year)
  vim.fn.mkdir(vim.fs.joinpath(folder, "sources"), "p")
  vim.fn.writefile({ "[corpus]", 'paths = ["sources"]' }, vim.fs.joinpath(folder, "glossator.toml"))
  local source =
    { "Gazette of " .. year, "3 May " .. year, "", "The lighthouse keeper spoke of year " .. year .. "." }
  vim.fn.writefile(source, vim.fs.joinpath(folder, "sources", "gazette.txt"))
  vim.fn.writefile({ "The lighthouse keeper spoke." }, vim.fs.joinpath(folder, "draft.md"))
end

local function hover_text()
  local client = session.client()
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answer = client:request_sync("textDocument/hover", params, 5000, 0)
  return answer and answer.result and answer.result.contents.value or ""
end

session.play(function()
  local base = vim.fs.dirname(vim.fn.getcwd())
  local outer, inner = vim.fs.joinpath(base, "outer"), vim.fs.joinpath(base, "outer", "inner")
  local years = { [outer] = "1999", [inner] = "2004" }
  project(outer, years[outer])
  project(inner, years[inner])
  for _, folder in ipairs({ outer, inner, outer }) do
    vim.cmd.edit(vim.fs.joinpath(folder, "draft.md"))
    local name = vim.fs.basename(folder)
    session.equal(name .. ": the root is its own folder", session.client().root_dir, folder)
    session.go_to("lighthouse", 3)
    session.eventually(name .. ": the evidence is its own", function()
      local text = hover_text()
      return text:find(("of year %s."):format(years[folder]), 1, true)
        and text:find("Once in the sources", 1, true)
    end, hover_text)
  end
  session.equal("one server for each project", #vim.lsp.get_clients({ name = "glossator" }), 3)
end)
