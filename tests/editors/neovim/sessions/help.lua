-- The help file: every tag is made, and every link leads somewhere.

local session = require("session")

session.play(function()
  local folder = vim.api.nvim_get_runtime_file("doc/glossator.txt", false)[1]
  session.ok("the help file is found", folder, vim.o.runtimepath)
  local copy = vim.fs.joinpath(vim.fn.getcwd(), "doc")
  vim.fn.mkdir(copy)
  vim.uv.fs_copyfile(folder, vim.fs.joinpath(copy, "glossator.txt"))
  session.equal(":helptags has no complaint", vim.fn.execute("helptags " .. copy), "")
  vim.opt.runtimepath:prepend(vim.fn.getcwd())
  local text, links, lost = table.concat(vim.fn.readfile(folder), "\n"), 0, {}
  for link in text:gmatch("|([^%s|]+)|") do
    links = links + 1
    local found = pcall(vim.cmd.help, { link, mods = { silent = true } })
    local is_exact = found and vim.fn.getline("."):find("*" .. link .. "*", 1, true)
    if not is_exact then
      table.insert(lost, link)
    end
    vim.cmd.helpclose()
  end
  session.ok("there are links", links > 20, links)
  session.equal("each leads to its tag", lost, {})
  local subcommands = vim.fn.getcompletion("Glossator ", "cmdline")
  local without = vim.tbl_filter(function(subcommand)
    return not text:find(("*:Glossator-%s*"):format(subcommand), 1, true)
  end, subcommands)
  session.equal("each part of :Glossator has a tag", without, {})
end)
