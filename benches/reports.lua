-- Load for wrk: a report with an id of its own and one of many bodies in every request.
-- Arguments: the current ISO week, the enrolment secret, a number that no other run has.

local NUDGES = 40
local arms = { "shown", "withheld" }
local outcomes = { "success", "failure", "unseen", "censored" }
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(args)
  local week, secret, run = args[1], args[2], tonumber(args[3])
  math.randomseed(run * 64 + number)
  bodies = {}
  for nudge = 1, NUDGES do
    for _, arm in ipairs(arms) do
      local head = string.format(
        '{"version":1,"pack":"opportunity-management","nudge":"nudge-%02d","content":"%016x","arm":"%s","week":"%s",',
        nudge, nudge * 2654435761, arm, week)
      bodies[#bodies + 1] = head .. '"kind":"entry"}'
      for _, outcome in ipairs(outcomes) do
        bodies[#bodies + 1] = head .. '"kind":"outcome","outcome":"' .. outcome .. '"}'
      end
    end
  end
  headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. secret }
end

local function word()
  return string.format("%04x%04x", math.random(0, 65535), math.random(0, 65535))
end

function request()
  local id = word() .. word() .. word() .. word()
  return wrk.format("PUT", "/v1/reports/" .. id, headers, bodies[math.random(#bodies)])
end

function done(summary)
  local errors = summary.errors
  io.write(string.format(
    '\n{"answers":%d,"microseconds":%d,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
