-- Plays a session: a body that types, waits and looks, in a Neovim that runs as it does for a
-- writer. The body is a coroutine, so that while it waits the editor lives: keys are typed,
-- insert mode stays, messages of the server arrive. What it saw goes to $RESULTS, a line each.

local M = {}

-- How long the slowest machine may take, in milliseconds.
local PATIENCE = 30000
local STEP = 10

local name = vim.env.SESSION
local results = assert(io.open(vim.env.RESULTS, "a"))
local messages = {} ---@type string[]

---@param text string
function M.write(text)
  results:write(text:gsub("%s+", " "), "\n")
  results:flush()
end

---@param what string
---@param is_so any
---@param seen? any What was there instead.
function M.ok(what, is_so, seen)
  if is_so then
    M.write(("ok - %s: %s"):format(name, what))
  else
    M.write(("not ok - %s: %s (seen: %s)"):format(name, what, vim.inspect(seen)))
  end
end

---@param what string
---@param seen any
---@param expected any
function M.equal(what, seen, expected)
  M.ok(what, vim.deep_equal(seen, expected), { seen = seen, expected = expected })
end

---@param what string
---@param text string
---@param part string
function M.holds(what, text, part)
  M.ok(what, text:find(part, 1, true) ~= nil, { seen = text, part = part })
end

---Lets the editor live until something is so; whether it came to be.
---@param is_so fun(): any
---@return any
function M.wait(is_so)
  local me, left = coroutine.running(), PATIENCE
  local seen = is_so()
  while not seen and left > 0 do
    vim.defer_fn(function()
      coroutine.resume(me)
    end, STEP)
    coroutine.yield()
    left = left - STEP
    seen = is_so()
  end
  return seen
end

---@param what string
---@param is_so fun(): any
---@param seen? fun(): any
---@return any
function M.eventually(what, is_so, seen)
  local came = M.wait(is_so)
  M.ok(what, came, not came and seen and seen() or nil)
  return came
end

---Lets the editor live for a while, for what must not happen.
---@param milliseconds integer
function M.pause(milliseconds)
  local stop = vim.uv.now() + milliseconds
  M.wait(function()
    return vim.uv.now() >= stop
  end)
end

---Types, and waits until all of it is taken in.
---@param keys string
function M.type(keys)
  vim.api.nvim_input(keys)
  M.pause(50)
end

---@return string[] # What was said to the writer since the last call.
function M.heard()
  local heard = messages
  messages = {}
  return heard
end

---@param what string
---@param part string
function M.hears(what, part)
  M.eventually(what, function()
    return table.concat(messages, "\n"):find(part, 1, true) ~= nil
  end, function()
    return messages
  end)
  messages = {}
end

---Runs the program of the server on the command line.
---@param arguments string[]
---@return string
function M.glossator(arguments)
  return vim.system({ vim.env.GLOSSATOR, unpack(arguments) }, { text = true }):wait().stdout
end

---@return string # All that Neovim itself has shown, also before the session began.
function M.shown()
  return vim.fn.execute("messages")
end

---@return vim.lsp.Client
function M.client()
  return M.wait(function()
    local client = vim.lsp.get_clients({ bufnr = 0, name = "glossator" })[1]
    return client and client.initialized and client
  end)
end

---Waits until the server has read the sources of the project.
function M.ready()
  M.client()
  local status = require("glossator").status
  M.ok(
    "the sources are read",
    M.wait(function()
      return status():find("%d sources?$")
    end),
    status()
  )
end

---@return string
function M.text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
end

---Puts the cursor on the first place of some words, some characters in.
---@param words string
---@param characters? integer
function M.go_to(words, characters)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  assert(vim.fn.search("\\V" .. words, "cW") > 0, words .. " stands in the buffer")
  if characters then
    vim.cmd.normal({ characters .. "l", bang = true })
  end
end

---@return string? # The text of the floating window that is open.
function M.float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
      return table.concat(lines, "\n")
    end
  end
end

function M.close_float()
  vim.cmd.fclose({ bang = true })
end

---Answers the next question of vim.ui.select().
---@param part string What the line to choose holds.
---@return { lines: string[] } # Filled with what was offered.
function M.choose(part)
  local offered = { lines = {} }
  local select = vim.ui.select
  vim.ui.select = function(items, options, on_choice)
    vim.ui.select = select
    offered.prompt = options.prompt
    offered.lines = vim.tbl_map(options.format_item, items)
    for index, line in ipairs(offered.lines) do
      if line:find(part, 1, true) then
        return on_choice(items[index], index)
      end
    end
    on_choice(nil)
  end
  return offered
end

---@param bufnr? integer
---@return integer # How many findings are shown.
function M.findings(bufnr)
  return #vim.diagnostic.get(bufnr or 0)
end

-- The servers are children of this process; the test looks for them afterwards.
local function note_servers()
  local children = vim.api.nvim_get_proc_children(vim.fn.getpid())
  vim.fn.writefile(vim.tbl_map(tostring, children), vim.env.SERVERS)
end

---@param body fun()
function M.play(body)
  ---@diagnostic disable-next-line: duplicate-set-field
  vim.notify = function(text)
    table.insert(messages, text)
  end
  vim.o.swapfile = false
  local whole = coroutine.create(function()
    local ran, fault = xpcall(body, debug.traceback)
    M.ok("played to its end", ran, fault)
    note_servers()
    vim.cmd("qall!")
  end)
  vim.api.nvim_create_autocmd("VimEnter", {
    callback = vim.schedule_wrap(function()
      coroutine.resume(whole)
    end),
  })
end

return M
