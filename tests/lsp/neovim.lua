-- What Neovim itself makes of the server, in the small workspace of the tests; an answer in JSON goes to QZQD_ANSWER.
local python, answer = vim.env.QZQD_PYTHON, {}

local function open(name)
  vim.cmd("edit " .. name)
  vim.bo.filetype = "yaml"
  return vim.api.nvim_get_current_buf()
end

local function put(word)
  vim.fn.cursor(1, 1)
  vim.fn.search(word, "W")
end

local settings = {
  name = "qzqd",
  cmd = { python, "-m", "qzqd", "lsp", "--lang", "zh" },
  root_dir = vim.fn.getcwd(),
}
local client
local start = vim.lsp.start_client or vim.lsp.start
client = start(settings)

local function ask(method, extra)
  local asked = vim.lsp.util.make_position_params(0, "utf-16")
  for key, value in pairs(extra or {}) do
    asked[key] = value
  end
  for _, answered in pairs(vim.lsp.buf_request_sync(0, method, asked, 30000) or {}) do
    return answered.result
  end
end

local powers = open("lists/powers.yaml")
vim.lsp.buf_attach_client(powers, client)

vim.api.nvim_buf_set_lines(powers, 10, 11, false, { "    power_type: 行政处法" })
vim.wait(60000, function() return #vim.diagnostic.get(powers) > 0 end)
answer.told = vim.tbl_map(function(each)
  return { each.lnum, each.col, each.end_col, each.code or each.user_data.lsp.code }
end, vim.diagnostic.get(powers))

put("行政处法")
answer.completed = #ask("textDocument/completion").items
vim.api.nvim_buf_set_lines(powers, 10, 11, false, { "    power_type: 行政检查" })
vim.wait(60000, function() return #vim.diagnostic.get(powers) == 0 end)
answer.left = #vim.diagnostic.get(powers)

put("power_type")
answer.hover = ask("textDocument/hover").contents.value

local dongmen = open("lists/dongmen.yaml")
vim.lsp.buf_attach_client(dongmen, client)
put("JD-001")
vim.lsp.buf.definition()
vim.wait(60000, function() return vim.fn.expand("%:t") == "powers.yaml" end)
answer.led = { vim.fn.expand("%:t"), vim.fn.line("."), vim.fn.getline(".") }

vim.lsp.buf.rename("XF-1")
vim.wait(60000, function() return vim.fn.getline("."):find("XF") ~= nil end)
answer.renamed = {
  vim.fn.getline("."),
  table.concat(vim.api.nvim_buf_get_lines(dongmen, 0, -1, false), "\n"):match("{id: DM%-1[^}]*}"),
}

vim.fn.writefile({ vim.fn.json_encode(answer) }, vim.env.QZQD_ANSWER)
vim.cmd("qall!")
