// What really left the browser, from the browser's own network log.
import { readFileSync } from 'node:fs';

/** @typedef {{ url: string, method: string, initiator: string }} Request */

/**
 * Requests in one log (`--log-net-log`), of one origin or of all. Requests inside the extension's own
 * scheme never reach the network and are not in it. The log is whole once the browser is closed; the
 * part before a crash is read as far as it goes.
 * @param {string} path
 * @param {string} [origin]  such as `chrome-extension://…`
 * @returns {Request[]}
 */
export function requestsOf(path, origin) {
  const [head, , ...lines] = readFileSync(path, 'utf8').split('\n');
  const { logEventTypes, logEventPhase } = JSON.parse(`${head.replace(/,\s*$/, '')}}`).constants;
  /** @type {Request[]} */
  const requests = [];
  for (const line of lines) {
    const event = parse(line);
    if (
      event?.type !== logEventTypes.URL_REQUEST_START_JOB ||
      event.phase !== logEventPhase.PHASE_BEGIN
    )
      continue;
    const { url, method, initiator } = event.params;
    if (origin === undefined || initiator === origin) requests.push({ url, method, initiator });
  }
  return requests;
}

/** One event a line; the last may be torn. @param {string} line */
function parse(line) {
  try {
    return JSON.parse(line.replace(/,$/, ''));
  } catch {
    return null;
  }
}
