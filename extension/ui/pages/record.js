// @ts-check
// Moments as rows of a table (RFC 4180) and as statements (xAPI 1.0.3, which IEEE 9274.1.1 took
// over) for a person's own learning record.

/** @typedef {{ id: string, nudge: string, pack: string, at: number, day: string, arm: string, state: string, seconds: number, answer?: string, pulled?: boolean }} Moment */

const COLUMNS = 'day,time,nudge,pack,arm,state,answer,seconds,asked_for';
/** What spreadsheets take for the beginning of a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;
/** `https://cuecard.invalid/moments` as a version 5 UUID of the namespace for addresses (RFC 9562). */
const NAMESPACE = '25d67ede95ba5c00af4f323b5b84efea';
/** States of moments that were on screen. */
const SEEN = ['committed', 'refunded'];

/** One row a moment. @param {Moment[]} moments */
export function table(moments) {
  const rows = moments.map(({ day, at, nudge, pack, arm, state, answer = '', seconds, pulled }) => {
    const time = new Date(at).toISOString();
    const cells = [day, time, nudge, pack, arm, state, answer, seconds, pulled ? 'yes' : 'no'];
    return cells.map((value) => cell(String(value))).join(',');
  });
  return [COLUMNS, ...rows, ''].join('\r\n');
}

/** A text that a table holds and no spreadsheet takes for a formula. @param {string} text */
function cell(text) {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A statement for each moment that was on screen. @param {Moment[]} moments */
export function statements(moments) {
  // What a deleted history left says no more which card it was.
  const seen = moments.filter(
    ({ arm, state, nudge }) => arm === 'shown' && SEEN.includes(state) && nudge !== '',
  );
  return Promise.all(seen.map(statement));
}

/** @param {Moment} moment */
async function statement({ id, nudge, at, seconds, answer }) {
  const completion = answer === 'done';
  const verb = completion ? 'completed' : 'experienced';
  return {
    // The same moment has the same id in every export.
    id: await uuid(id),
    // An account on one's own machine, and no name.
    actor: { objectType: 'Agent', account: { homePage: 'http://localhost/', name: 'me' } },
    verb: { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: { en: verb } },
    object: {
      objectType: 'Activity',
      id: `https://cuecard.invalid/nudges/${encodeURIComponent(nudge)}`,
      definition: { name: { en: nudge } },
    },
    result: { completion, ...(answer && { response: answer }), duration: `PT${seconds}S` },
    timestamp: new Date(at).toISOString(),
  };
}

/** A version 5 UUID (RFC 9562, section 5.5). @param {string} name */
async function uuid(name) {
  const namespace = NAMESPACE.match(/../g)?.map((byte) => Number.parseInt(byte, 16)) ?? [];
  const named = new Uint8Array([...namespace, ...new TextEncoder().encode(name)]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', named)).slice(0, 16);
  digest[6] = (digest[6] & 0x0f) | 0x50;
  digest[8] = (digest[8] & 0x3f) | 0x80;
  const text = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
