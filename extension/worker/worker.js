// @ts-check
/**
 * The worker's shim: what only JavaScript can do. Listeners are registered at once, at the top
 * level, because the browser wakes the worker for them; everything else is the Rust core's.
 *
 *   message ─┐                       ┌─► answer
 *   alarm   ─┼─► one turn at a time ─┤
 *   tab gone ┘      (Rust core)      └─► report (outside the turn)
 */
import { deleteRecording, entryOf, forgetMode, records, setMode, takeDown } from './author.js';
import {
  answerToJoin,
  answerToTeam,
  belongTo,
  obeyPolicy,
  REPORTS,
  visitOrganisation,
} from './belonging.js';
import { __wbg_reset_state, initSync, send, Worker } from './cuecard_worker.js';
import { monday, withoutAnything, withoutHistory } from './forget.js';
import {
  ALARM,
  contentOf,
  entries,
  forgetHosts,
  published,
  told,
  wantsAids,
} from './organisation.js';
import { openPanel } from './panel.js';
import { callTabs, mayRead, registerSites, withGrants } from './sites.js';
import { speaker } from './speaker.js';
import { isOff, keepSent, keepsAnything, read, replaceAll, switchOff } from './store.js';

/** @type {Promise<WebAssembly.Module> | undefined} */
let module;
/** @type {Promise<Worker> | undefined} */
let worker;
let lastTurn = Promise.resolve();
/** @type {(reason: Error) => void} */
let die;
/** Fails when the core dies: a promise of a dead core never settles. @type {Promise<never>} */
let death;
/** Whether the person switched everything off. @type {Promise<boolean> | undefined} */
let off;
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
  const [compiled, content] = await Promise.all([compile(), builtIn().then(contentOf)]);
  initSync({ module: compiled });
  return Worker.open(content);
}

/** The content that came with the extension. */
async function builtIn() {
  // Not all content is there in all languages.
  const file = await fetch(chrome.runtime.getURL(chrome.i18n.getMessage('content'))).catch(() =>
    fetch(chrome.runtime.getURL('content.json')),
  );
  return new Uint8Array(await file.arrayBuffer());
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

/** @param {{ from: unknown, message: object }} envelope */
async function handle(envelope) {
  const answer = await inTurn(async (core) => {
    // By names that hold before the message changes anything.
    const entry = await entryOf(core, envelope.message);
    const answer = await core.handle(JSON.stringify(envelope));
    if (entry) await takeDown(entry).catch(report);
    return answer;
  });
  return JSON.parse(answer);
}

/** Says something of the worker's own; like a page, once more if the core died under it. @param {object} message */
function ownMessage(message) {
  const envelope = { from: 'shell', message };
  return handle(envelope)
    .catch(() => handle(envelope))
    .catch(report);
}

async function deliver() {
  if (await switchedOff()) return;
  const delivery = await inTurn((core) => core.due());
  if (!delivery) return;
  // Before it leaves: whatever becomes of it, the person can see it.
  await inTurn(() => keepSent(JSON.stringify(JSON.parse(delivery).body)));
  await handle(JSON.parse(await call(() => send(delivery))));
}

function switchedOff() {
  off ??= isOff();
  return off;
}

/** @param {boolean} on */
async function turn(on) {
  await inTurn(() => switchOff(!on));
  off = Promise.resolve(!on);
  // Open pages ask again, and get what holds now; what was due meanwhile is due still.
  void callTabs();
  if (on) void deliver().catch(report);
  return { ok: true };
}

/** The next turn opens the core anew, with what holds then. @param {Worker} core */
function reopen(core) {
  worker = undefined;
  core.free();
}

/**
 * Author mode goes on or off; without either, what was recorded is deleted.
 * @param {unknown} on
 */
async function author(on) {
  await inTurn(() => (typeof on === 'boolean' ? setMode(on) : deleteRecording()));
  return { ok: true };
}

/**
 * Deletes the person's history, or everything. The core is opened anew from what is left.
 * @param {boolean} everything
 */
async function forget(everything) {
  await inTurn(async (core) => {
    const ask = { from: { extension: { tab: null } }, message: { kind: 'status' } };
    const { budget } = JSON.parse(await core.handle(JSON.stringify(ask))).status;
    const now = new Date();
    const since = budget?.starts ?? monday(now, 0);
    const [text, secret] = await Promise.all([read('ledger'), read('secret')]);
    const ledger = JSON.parse(text ?? '{"format":1,"settings":{}}');
    const left = everything
      ? withoutAnything(ledger, since, monday(now, 1))
      : withoutHistory(ledger, since);
    // Off stays off, unless that is forgotten, too.
    const kept = everything
      ? {}
      : {
          ...(await entries()),
          secret,
          off: await read('off'),
          [REPORTS]: await read(REPORTS),
        };
    await replaceAll({ ...kept, ledger: JSON.stringify(left) });
    off = undefined;
    forgetMode();
    forgetHosts();
    reopen(core);
  });
  // A policy says what it said.
  if (everything) void obeyPolicy();
  void callTabs();
  return { ok: true };
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
 * @param {{kind?: string, url?: string, member?: unknown, link?: unknown, team?: unknown, on?: unknown, everything?: unknown, settings?: {host?: unknown}}} message
 */
async function answerTo(from, message) {
  // Off: pages are told to read nothing, and are not listened to.
  if (from.page && (await switchedOff())) return message.kind === 'arrived' ? { plan: null } : null;
  if (from.extension && message.kind === 'switch') return turn(message.on === true);
  if (from.extension && message.kind === 'forget') return forget(message.everything === true);
  if (from.extension && message.kind === 'author') return author(message.on);
  if (from.extension && message.kind === 'published') return published();
  if (from.extension && message.kind === 'join') return answerToJoin(message);
  if (from.extension && message.kind === 'team') return answerToTeam(message.team);
  if (from.extension && message.kind === 'visit') {
    await visitOrganisation();
    return { ok: true };
  }
  // A site that the person took back is not read on, though its page still runs the script.
  if (message.kind === 'arrived' && !(await isRead(String(message.url)))) return { plan: null };
  // A card and the holder of its frame in the same tab: nothing of it is kept.
  if (message.kind === 'fold') return passOn(from.extension?.tab, message);
  const reply = await handle({ from, message });
  // A host of one's own needs the script too; every other setting a new look only.
  if (message.kind === 'set' && reply?.ok) {
    void (message.settings?.host ? registerAgain() : callTabs());
  }
  if (!reply?.status) return reply;
  reply.status.off = await switchedOff();
  reply.status.recording = await records();
  reply.status.organisation = await told();
  return withGrants(reply);
}

/** Whether a page at this address is read at all. @param {string} url */
async function isRead(url) {
  return (await mayRead(url)) && (await wantsAids(url));
}

/** @param {number | null | undefined} tab @param {object} message */
async function passOn(tab, message) {
  if (typeof tab !== 'number') return null;
  await chrome.tabs.sendMessage(tab, message, { frameId: 0 });
  return { ok: true };
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
belongTo({ inTurn, handle, ownMessage, reopen, registerAgain, switchedOff, builtIn, report });
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
chrome.commands.onCommand.addListener(openPanel);
chrome.alarms.onAlarm.addListener(({ name }) => {
  void (name === ALARM ? visitOrganisation() : deliver()).catch(report);
});
chrome.tabs.onRemoved.addListener((tab) => void ownMessage({ kind: 'tab_closed', tab }));
chrome.runtime.onStartup.addListener(() => {
  void ownMessage({ kind: 'started' });
  // Also where nothing is sent any more.
  void inTurn(() => keepSent()).catch(report);
  void registerAgain();
  void obeyPolicy().then(visitOrganisation).catch(report);
});
chrome.runtime.onInstalled.addListener(async ({ reason }) => {
  // Chromium calls it an install each time that an unpacked extension is loaded.
  const first = reason === 'install' && !(await keepsAnything());
  void registerAgain();
  void obeyPolicy().then(visitOrganisation).catch(report);
  // The first steps wait there.
  if (first) chrome.runtime.openOptionsPage();
});
// Also what a first install finds only a moment later.
chrome.storage.onChanged.addListener((_, area) => void (area === 'managed' && obeyPolicy()));
chrome.permissions.onAdded.addListener(() => void registerAgain());
chrome.permissions.onRemoved.addListener(() => void registerAgain());
self.addEventListener('error', (event) => trapped(event.error));
self.addEventListener('unhandledrejection', (event) => trapped(event.reason));
