-- How long a writer waits, from the start of Neovim.

local session = require("session")

local function since_start()
  local seconds, nanoseconds = vim.uv.clock_gettime("realtime").sec, vim.uv.clock_gettime("realtime").nsec
  return (seconds * 1e9 + nanoseconds - tonumber(vim.env.STARTED)) / 1e6
end

local function knows_sources()
  local client = session.client()
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answer = client:request_sync("textDocument/hover", params, 1000, 0)
  local text = answer and answer.result and answer.result.contents.value or ""
  return text:find("in the sources", 1, true)
end

session.play(function()
  session.eventually("findings are shown", function()
    return session.findings() > 0
  end)
  local first_findings = since_start()
  session.go_to("leading formulation is a community", 30)
  session.eventually("a hover knows the sources", knows_sources)
  local first_hover = since_start()
  session.write(
    ("# %s: first findings after %d ms, first hover after %d ms"):format(
      vim.env.SESSION,
      first_findings,
      first_hover
    )
  )
end)
