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
import { callTabs, mayRead, registerSites, withGrants } from './sites.js';
import { speaker } from './speaker.js';

/** @type {Promise<WebAssembly.Module> | undefined} */
let module;
/** @type {Promise<Worker> | undefined} */
let worker;
let lastTurn = Promise.resolve();
/** @type {(reason: Error) => void} */
let die;
/** Fails when the core dies: a promise of a dead core never settles. @type {Promise<never>} */
let death;
/** What the person is still to be told in the popup. @type {object | undefined} */
let untold;

/** Opens the core; a failure is forgotten, so that the next message tries again. */
function opened() {
  if (worker) return worker;
  const opening = open();
  worker = opening;
  opening.catch(() => {
    if (worker === opening) worker = undefined;
  });
  return opening;
}

async function open() {
  const content = fetch(chrome.runtime.getURL('content.json')).then((file) => file.arrayBuffer());
  const [compiled, bytes] = await Promise.all([compile(), content]);
  initSync({ module: compiled });
  return Worker.open(new Uint8Array(bytes));
}

function compile() {
  module ??= WebAssembly.compileStreaming(
    fetch(chrome.runtime.getURL('worker/cuecard_worker_bg.wasm')),
  ).catch((error) => {
    module = undefined;
    throw error;
  });
  return module;
}

/**
 * Calls into the core. Fails also when the core dies meanwhile, in this call or beside it.
 * @template T
 * @param {() => Promise<T>} task
 * @returns {Promise<T>}
 */
function call(task) {
  const attempt = async () => {
    try {
      return await task();
    } catch (error) {
      trapped(error);
      throw error;
    }
  };
  return Promise.race([attempt(), death]);
}

/**
 * Runs a task of the core after all earlier ones: the ledger has one writer.
 * @template T
 * @param {(worker: Worker) => Promise<T>} task
 * @returns {Promise<T>}
 */
function inTurn(task) {
  const turn = lastTurn.then(() =>
    call(async () => {
      const core = await opened();
      await tellTrouble(core);
      return task(core);
    }),
  );
  lastTurn = turn.then(
    () => {},
    () => {},
  );
  return turn;
}

/** @param {Worker} core */
async function tellTrouble(core) {
  if (!untold) return;
  const envelope = { from: 'shell', message: { kind: 'trouble', problem: untold } };
  const stored = core.handle(JSON.stringify(envelope)).then(() => true, report);
  if (await stored) untold = undefined;
}

/** @param {object} envelope */
async function handle(envelope) {
  return JSON.parse(await inTurn((core) => core.handle(JSON.stringify(envelope))));
}

/** Says something of the worker's own; like a page, once more if the core died under it. @param {object} message */
function ownMessage(message) {
  const envelope = { from: 'shell', message };
  return handle(envelope)
    .catch(() => handle(envelope))
    .catch(report);
}

async function deliver() {
  const delivery = await inTurn((core) => core.due());
  if (delivery) await handle(JSON.parse(await call(() => send(delivery))));
}

/** @param {unknown} error */
function report(error) {
  console.error('Cuecard:', error);
}

/**
 * An error that went through the core's own code (a trap, a stack that ran over) leaves it
 * unusable: it is dropped, and the next turn starts a new one from what is stored. Nothing shows
 * meanwhile. What the core hands out as an error in good order is none of this.
 * @param {unknown} error
 */
function trapped(error) {
  if (!(error instanceof Error) || error instanceof DOMException) return;
  const throughCore = error.stack?.includes('wasm-function');
  if (!throughCore && !(error instanceof WebAssembly.RuntimeError)) return;
  report(error);
  const first = !untold;
  untold = {
    at: Date.now(),
    where: 'worker',
    what: 'Cuecard stopped in the middle of something and started again.',
    mend: 'Nothing is lost. If it happens often, please tell whoever looks after Cuecard.',
  };
  worker = undefined;
  die(new Error('the core stopped'));
  live();
  __wbg_reset_state();
  // Once only: if telling stops it again, the next message tells it.
  if (first) void inTurn(async () => {}).catch(report);
}

function live() {
  death = new Promise((_, reject) => {
    die = reject;
  });
  death.catch(() => {});
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
      apps: [],
      sites: [],
      settings: { role: null, server: null },
      budget: null,
      decisions: [],
      muted: [],
      unbound: [],
      vanished: [],
      asks_dates: [],
      outbox: { waiting: [], sent: 0, refused: [], trouble: null },
      problems: [untold ?? { at: Date.now(), where: 'worker', what, mend }],
    },
  };
}

/**
 * @param {NonNullable<ReturnType<typeof speaker>>} from
 * @param {{kind?: string, url?: string, settings?: {host?: unknown}}} message
 */
async function answerTo(from, message) {
  // A site that the person took back is not read on, though its page still runs the script.
  if (message.kind === 'arrived' && !(await mayRead(String(message.url)))) return { plan: null };
  const reply = await handle({ from, message });
  // A host of one's own needs the script too; every other setting a new look only.
  if (message.kind === 'set' && reply?.ok) {
    void (message.settings?.host ? registerAgain() : callTabs());
  }
  return reply?.status ? withGrants(reply) : reply;
}

/** Starts the script on all sites that are known and allowed now, and lets open pages look again. */
function registerAgain() {
  return registerSites(knownSites).catch(report);
}

async function knownSites() {
  const { status } = await handle({
    from: { extension: { tab: null } },
    message: { kind: 'status' },
  });
  return status.sites.map((/** @type {{site: string}} */ { site }) => site);
}

live();
chrome.runtime.onMessage.addListener((message, sender, answer) => {
  const from = speaker(message, sender);
  if (!from) return false;
  answerTo(from, message)
    .catch((error) => {
      report(error);
      return from.extension && message.kind === 'status' ? brokenStatus(error) : null;
    })
    .then(answer);
  return true;
});
chrome.alarms.onAlarm.addListener(() => void deliver().catch(report));
chrome.tabs.onRemoved.addListener((tab) => void ownMessage({ kind: 'tab_closed', tab }));
chrome.runtime.onStartup.addListener(() => {
  void ownMessage({ kind: 'started' });
  void registerAgain();
});
chrome.runtime.onInstalled.addListener(() => void registerAgain());
chrome.permissions.onAdded.addListener(() => void registerAgain());
chrome.permissions.onRemoved.addListener(() => void registerAgain());
self.addEventListener('error', (event) => trapped(event.error));
self.addEventListener('unhandledrejection', (event) => trapped(event.reason));
