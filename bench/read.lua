-- wrk: reads the addresses of the file named in PATHS, one after the other.
local requests, at = {}, 0
function init()
  for path in io.lines(os.getenv("PATHS")) do requests[#requests + 1] = wrk.format("GET", path) end
end
function request()
  at = at % #requests + 1
  return requests[at]
end
