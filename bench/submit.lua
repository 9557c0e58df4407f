-- wrk: submits petitions through the API, each with a text of its own; TEXTS names a file of them.
local texts = {}
for line in io.lines(os.getenv("TEXTS")) do
  texts[#texts + 1] = line
  if #texts == 20000 then break end
end
local headers = { ["Content-Type"] = "application/json" }
local threads = 0
function setup(thread)
  thread:set("number", threads * 1000000000)
  threads = threads + 1
end
function request()
  number = number + 1
  local body = '{"kind":"proposal","text":"' .. number .. " " .. texts[number % #texts + 1] .. '","publish":true}'
  return wrk.format("POST", "/api/v1/petitions", headers, body)
end
