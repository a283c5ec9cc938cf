/**
 * Stands for the Lightning Data Service: one copy of each record for the whole page, refreshed when the server
 * says that somebody changed it.
 */
import { locale, severalCurrencies } from 'workplace/settings';

const POLL_MS = 1000;
/** The server writes values for this person. */
const READER = new URLSearchParams({ locale, money: severalCurrencies ? 'codes' : 'one' });

/** @typedef {{ id: string, object: string, version: number, fields: Record<string, string | number | null>, display: Record<string, string> }} RecordCopy */

/** @type {Map<string, RecordCopy>} */
const copies = new Map();
/** @type {Map<string, Set<(record: RecordCopy) => void>>} */
const listeners = new Map();
let seenVersion = 0;

function store(record) {
  const known = copies.get(record.id);
  if (known && known.version > record.version) return;
  copies.set(record.id, record);
  for (const listener of listeners.get(record.id) ?? []) listener(record);
}

async function load(id) {
  const answer = await fetch(`/ui-api/records/${id}?${READER}`);
  if (answer.ok) store(await answer.json());
}

/** Calls the listener with the record now (when known) and after each change; returns how to stop. */
export function subscribe(id, listener) {
  if (!listeners.has(id)) listeners.set(id, new Set());
  listeners.get(id).add(listener);
  if (copies.has(id)) listener(copies.get(id));
  else load(id);
  return () => listeners.get(id).delete(listener);
}

/** Sends only the changed fields. Resolves with the server's errors, an empty list on success. */
export async function save(id, changes) {
  try {
    const answer = await fetch(`/ui-api/records/${id}?${READER}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fields: changes }),
    });
    const body = await answer.json();
    if (!answer.ok) return body;
    store(body);
    return [];
  } catch {
    return [
      { message: 'The record could not be saved. Check the connection and try again.', fields: [] },
    ];
  }
}

/** The records that the navigation lists. */
export async function listRecords(object) {
  const answer = await fetch(`/ui-api/list/${object}`);
  return answer.json();
}

/** The related lists of a record. */
export async function relatedLists(id) {
  const answer = await fetch(`/ui-api/related/${id}?${READER}`);
  return answer.json();
}

async function poll() {
  try {
    const answer = await fetch(`/ui-api/changes?since=${seenVersion}`);
    const { version, ids } = await answer.json();
    seenVersion = version;
    await Promise.all(ids.filter((id) => copies.has(id)).map(load));
  } catch {
    // The server is away for a moment; the next poll catches up.
  }
  setTimeout(poll, POLL_MS);
}

export function startPolling() {
  setTimeout(poll, POLL_MS);
}
