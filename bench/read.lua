-- wrk: reads the addresses of the file named in PATHS, one after the other, signed in where COOKIE says so.
local requests, at = {}, 0
local headers = os.getenv("COOKIE") and {["Cookie"] = os.getenv("COOKIE")} or nil
function init()
  for path in io.lines(os.getenv("PATHS")) do requests[#requests + 1] = wrk.format("GET", path, headers) end
end
function request()
  at = at % #requests + 1
  return requests[at]
end
