// What a trace of Chromium says about the main thread of the record page: the time in the extension's own functions,
// its readings, and the long tasks that it has a part in.

/**
 * @typedef {object} Event times in microseconds; `tdur` is what the thread really ran, without waiting for a processor
 * @property {string} name @property {string} ph @property {number} pid @property {number} tid
 * @property {number} ts @property {number} [dur] @property {number} [tdur]
 * @property {{ data?: { url?: string, functionName?: string, timeout?: number }, chrome_mojo_event_info?: { mojo_interface_tag?: string } }} args
 */
/** @typedef {{ at: number, end: number, ran: number }} Span */
/** @typedef {Span & { does: string }} Call one entry from the browser into the extension */
/**
 * @typedef {object} Seen
 * @property {number} tasksMs      all tasks of the main thread
 * @property {number} tasksRanMs   the same in thread time
 * @property {number} ownMs        of these, in the extension
 * @property {number} ownRanMs     the same in thread time
 * @property {Map<string, number>} byFunction milliseconds, by what was entered
 * @property {number[]} readings   milliseconds of each reading
 * @property {number[]} readingsRan the same in thread time
 * @property {number} longTasks    in which the extension has its part
 * @property {number} longTasksRan the same in thread time
 * @property {number} longTasksOfAll
 */

/** The least that says who was called for how long; `toplevel` has the messages in which promises of the worker's answers go on. */
export const CATEGORIES = [
  '-*',
  'toplevel',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
];
const OWN = 'chrome-extension://';
/** Browser's messages to and from extensions: those that carry the worker's answers run what awaited them. */
const OWN_MESSAGES = 'extensions.mojom.';
const MESSAGES = new Set(['Receive mojo message', 'Closed mojo endpoint']);
/** Functions of watch.js that timers call: the wait and the first slice of a reading, and its further slices. */
const SETTLE = 'settle';
const SLICE = 'slice';
/** A long task, as browsers define it; the extension has a part in it from this on (its own slice). */
const LONG_TASK_MS = 50;
const PART_MS = 4;
const MS = 1_000;

/** @param {Buffer} trace @param {string} site begins the addresses of the page's own functions @returns {Seen} */
export function readTrace(trace, site) {
  /** @type {Event[]} */
  const all = JSON.parse(trace.toString()).traceEvents;
  const page = all.find(
    ({ args, name }) => name === 'FunctionCall' && urlOf(args).startsWith(site),
  );
  if (!page) throw new Error(`the trace has no function of ${site}`);
  const events = all
    .filter(({ pid, tid }) => pid === page.pid && tid === page.tid)
    .sort((a, b) => a.ts - b.ts);
  const calls = outermost(events.filter(isOwn));
  const tasks = events.filter(({ name, ph }) => name === 'RunTask' && ph === 'X').map(spanOf);
  const long = tasks.filter((task) => task.end - task.at > LONG_TASK_MS * MS);
  const within = (/** @type {Span} */ task) => calls.filter((call) => common(call, task) > 0);
  const readings = readingsOf(
    calls,
    events.filter(({ name }) => name === 'TimerInstall'),
  );
  /** @type {Map<string, number>} */
  const byFunction = new Map();
  for (const call of calls) add(byFunction, call.does, (call.end - call.at) / MS);
  return {
    tasksMs: sum(tasks.map(({ at, end }) => end - at)) / MS,
    tasksRanMs: sum(tasks.map(({ ran }) => ran)) / MS,
    ownMs: sum(calls.map(({ at, end }) => end - at)) / MS,
    ownRanMs: sum(calls.map(({ ran }) => ran)) / MS,
    byFunction,
    readings: readings.map((parts) => sum(parts.map(({ at, end }) => end - at)) / MS),
    readingsRan: readings.map((parts) => sum(parts.map(({ ran }) => ran)) / MS),
    longTasks: long.filter(
      (task) => sum(within(task).map((call) => common(call, task))) > PART_MS * MS,
    ).length,
    longTasksRan: long.filter(
      (task) =>
        task.ran > LONG_TASK_MS * MS && sum(within(task).map(({ ran }) => ran)) > PART_MS * MS,
    ).length,
    longTasksOfAll: long.length,
  };
}

/** @param {Event['args']} args */
const urlOf = (args) => args?.data?.url ?? '';

/** @param {Event} event */
function isOwn({ name, ph, args }) {
  const message = args?.chrome_mojo_event_info?.mojo_interface_tag ?? '';
  const answers = MESSAGES.has(name) && message.startsWith(OWN_MESSAGES);
  return ph === 'X' && (answers || urlOf(args).startsWith(OWN));
}

/** @param {Event} event @returns {Call} */
function spanOf({ name, ts, dur = 0, tdur = dur, args }) {
  const file = urlOf(args).split('/').at(-1);
  const does = args?.data?.functionName ?? '';
  return { at: ts, end: ts + dur, ran: tdur, does: file ? `${file} ${does || name}` : name };
}

/** Without those that lie in another one, so that nothing is counted twice. @param {Event[]} events in order */
function outermost(events) {
  /** @type {Call[]} */
  const calls = [];
  let end = -1;
  for (const call of events.map(spanOf)) {
    if (call.end <= end) continue;
    calls.push(call);
    end = call.end;
  }
  return calls;
}

/**
 * The calls of each reading. It is over with the first call that leaves no timer for a further one: `settle` sets one
 * to wait on or to go on with, `slice` one without delay to go on.
 * @param {Call[]} calls @param {Event[]} timers that were set
 */
function readingsOf(calls, timers) {
  /** @type {Call[][]} */
  const readings = [];
  /** @type {Call[]} */
  let parts = [];
  for (const call of calls) {
    const does = call.does.split(' ')[1];
    if (does !== SETTLE && does !== SLICE) continue;
    parts.push(call);
    const goesOn = timers.some(
      ({ ts, args }) =>
        ts >= call.at && ts <= call.end && (does === SETTLE || args.data?.timeout === 0),
    );
    if (goesOn) continue;
    readings.push(parts);
    parts = [];
  }
  return readings;
}

/** @param {Span} one @param {Span} other @returns {number} what they have in common */
const common = (one, other) =>
  Math.max(0, Math.min(one.end, other.end) - Math.max(one.at, other.at));

/** @param {number[]} values */
export const sum = (values) => values.reduce((total, value) => total + value, 0);

/** @param {Map<string, number>} totals @param {string} name @param {number} value */
export const add = (totals, name, value) => totals.set(name, (totals.get(name) ?? 0) + value);
