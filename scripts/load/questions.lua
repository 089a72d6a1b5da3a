-- Asks the questions of a file in turn: one JSON body a line, the file named after `--`.
-- With a second word, `versions`, also counts the index versions named in the answers;
-- that reads every body, so it is left out where speed is measured.
-- At the end prints one line, "WRK " and JSON: wrk's own text gives no p95.

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  requests, at, seen = {}, 0, ""
  for line in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, line)
  end
  if args[2] == "versions" then
    local known = {}
    response = function(status, headers, body)
      local version = status == 200 and (body:match('"index_version":%s*"([^"]*)"') or "none")
      if version and not known[version] then
        known[version] = true
        seen = seen == "" and version or seen .. " " .. version
      end
    end
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency, requests)
  local versions = {}
  for _, thread in ipairs(threads) do
    table.insert(versions, thread:get("seen"))
  end
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format(
    'WRK {"requests": %d, "seconds": %.3f, "errors": %d, "p50_ms": %.3f, "p95_ms": %.3f, "max_ms": %.3f, "versions": "%s"}',
    summary.requests, summary.duration / 1e6, failed,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency.max / 1e3, table.concat(versions, " ")))
end
