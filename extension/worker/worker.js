// @ts-check
/**
 * The worker's shim: what only JavaScript can do. Listeners are registered at once, at the top
 * level, because the browser wakes the worker for them; everything else is the Rust core's.
 *
 *   message ─┐                       ┌─► answer
 *   alarm   ─┼─► one turn at a time ─┤
 *   tab gone ┘      (Rust core)      └─► report (outside the turn)
 */
import { __wbg_reset_state, initSync, send, Worker } from './cuecard_worker.js';
import { registerSites, withGrants } from './sites.js';
import { speaker } from './speaker.js';

/** @type {Promise<WebAssembly.Module> | undefined} */
let module;
/** @type {Promise<Worker> | undefined} */
let worker;
let lastTurn = Promise.resolve();
/** @type {(reason: Error) => void} */
let die = () => {};
/** @type {Promise<never>} */
let death = new Promise(() => {});

/** Opens the core; a failure is forgotten, so that the next message tries again. */
function opened() {
  worker ??= open().catch((error) => {
    worker = undefined;
    throw error;
  });
  return worker;
}

async function open() {
  module ??= WebAssembly.compileStreaming(
    fetch(chrome.runtime.getURL('worker/cuecard_worker_bg.wasm')),
  );
  const content = fetch(chrome.runtime.getURL('content.json')).then((response) => response.text());
  initSync({ module: await module });
  death = new Promise((_, reject) => {
    die = reject;
  });
  death.catch(() => {});
  return Worker.open(await content);
}

/**
 * Runs a task of the core after all earlier ones: the ledger has one writer.
 * @template T
 * @param {(worker: Worker) => Promise<T>} task
 * @returns {Promise<T>}
 */
function inTurn(task) {
  const turn = lastTurn.then(async () => {
    const core = await opened();
    return Promise.race([task(core), death]);
  });
  lastTurn = turn.then(
    () => {},
    () => {},
  );
  return turn;
}

/** @param {object} envelope */
async function handle(envelope) {
  return JSON.parse(await inTurn((core) => core.handle(JSON.stringify(envelope))));
}

/** @param {object | 'woke' | 'started'} message */
function ownMessage(message) {
  return handle({ from: 'shell', message }).catch(report);
}

async function deliver() {
  const delivery = await inTurn((core) => core.due());
  if (delivery) await handle(JSON.parse(await send(delivery)));
}

/** @param {unknown} error */
function report(error) {
  console.error('Cuecard:', error);
}

/**
 * A trap leaves the instance unusable: it is dropped, and the next message starts a new one from
 * what is stored. Nothing shows meanwhile.
 * @param {unknown} error
 */
function trapped(error) {
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  __wbg_reset_state();
  worker = undefined;
  die(error);
  void ownMessage({
    kind: 'trouble',
    problem: {
      at: Date.now(),
      where: 'worker',
      what: 'Cuecard stopped in the middle of something and started again.',
      mend: 'Nothing is lost. If it happens often, please tell whoever looks after Cuecard.',
    },
  });
}

/**
 * What a person sees in the popup when the core itself cannot be opened.
 * @param {unknown} error
 */
function brokenStatus(error) {
  const what = error instanceof Error ? error.message : String(error);
  const mend = 'Free some disk space, or reinstall the extension. Until then no aid shows.';
  return {
    status: {
      roles: [],
      sites: [],
      settings: { role: null, server: null },
      budget: null,
      decisions: [],
      muted: [],
      unbound: [],
      outbox: { waiting: [], sent: 0, refused: [], trouble: null },
      problems: [{ at: Date.now(), where: 'worker', what, mend }],
    },
  };
}

chrome.runtime.onMessage.addListener((message, sender, answer) => {
  const from = speaker(message, sender);
  if (!from) return false;
  handle({ from, message })
    .then((reply) => (message.kind === 'status' ? withGrants(reply) : reply))
    .catch((error) => {
      report(error);
      return message.kind === 'status' ? brokenStatus(error) : null;
    })
    .then(answer);
  return true;
});
chrome.alarms.onAlarm.addListener(() => void deliver().catch(report));
chrome.tabs.onRemoved.addListener((tab) => void ownMessage({ kind: 'tab_closed', tab }));
chrome.runtime.onStartup.addListener(() => {
  void ownMessage({ kind: 'started' });
  void registerSites().catch(report);
});
chrome.runtime.onInstalled.addListener(() => void registerSites().catch(report));
chrome.permissions.onAdded.addListener(() => void registerSites().catch(report));
chrome.permissions.onRemoved.addListener(() => void registerSites().catch(report));
self.addEventListener('error', (event) => trapped(event.error));
self.addEventListener('unhandledrejection', (event) => trapped(event.reason));
