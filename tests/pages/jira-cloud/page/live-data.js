/**
 * The page's copy of the issues. A save shows at once and is confirmed or rolled back by its answer; what others change
 * arrives by asking once every `POLL_MS` (live pages are told by a socket).
 */
import { useSyncExternalStore } from 'react';
import { raiseFlag } from './flags.js';
import { words } from './words.js';

const POLL_MS = 400;
const API = '/rest/api/3';
const EVERYTHING = 'fields=*all&expand=changelog';

/** @typedef {{ id: string, key: string, fields: Record<string, any>, changelog: { histories: any[] } }} Issue */

/** @type {Map<string, Issue>} */
const issues = new Map();
/** Fields that were sent and not yet answered, by issue. @type {Map<string, Record<string, unknown>[]>} */
const unconfirmed = new Map();
let loaded = false;
let version = 0;
let revision = 0;
/** @type {Set<() => void>} */
const listeners = new Set();

function tell() {
  revision += 1;
  for (const listener of listeners) listener();
}

/** @param {() => void} listener */
function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @param {Issue} issue @returns {Issue} with what was sent and not yet answered */
function shown(issue) {
  const waiting = unconfirmed.get(issue.key);
  return waiting ? { ...issue, fields: Object.assign({}, issue.fields, ...waiting) } : issue;
}

/** @returns {{ loaded: boolean, issues: Issue[] }} */
export function useIssues() {
  useSyncExternalStore(subscribe, () => revision);
  return { loaded, issues: [...issues.values()].map(shown) };
}

/** @param {string} key @returns {Issue | null} */
export function useIssue(key) {
  return useIssues().issues.find((issue) => issue.key === key) ?? null;
}

/** @param {string} key */
async function refresh(key) {
  const response = await fetch(`${API}/issue/${key}?${EVERYTHING}`);
  if (!response.ok) return;
  issues.set(key, await response.json());
  tell();
}

/** @param {string} path @param {string} method @param {unknown} body */
const send = (path, method, body) =>
  fetch(`${API}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** @param {Response} response */
async function tellRefusal(response) {
  const { errors, errorMessages } = await response.json();
  raiseFlag(words.saveFailed, [...errorMessages, ...Object.values(errors)].join(' '));
}

/** @param {string} key @param {Record<string, unknown>} now what shows meanwhile @param {Promise<Response>} answer */
async function optimistic(key, now, answer) {
  unconfirmed.set(key, [...(unconfirmed.get(key) ?? []), now]);
  tell();
  const response = await answer;
  if (response.ok) await refresh(key);
  else await tellRefusal(response);
  const left = (unconfirmed.get(key) ?? []).filter((one) => one !== now);
  if (left.length > 0) unconfirmed.set(key, left);
  else unconfirmed.delete(key);
  tell();
}

/**
 * @param {string} key
 * @param {Record<string, unknown>} fields as the API answers them, for showing
 * @param {Record<string, unknown>} [sent] as the API takes them, where that differs
 */
export const save = (key, fields, sent = fields) =>
  optimistic(key, fields, send(`/issue/${key}`, 'PUT', { fields: sent }));

/** @param {string} key @param {{ id: string, to: Record<string, unknown> }} transition */
export const transition = (key, { id, to }) =>
  optimistic(
    key,
    { status: to },
    send(`/issue/${key}/transitions`, 'POST', { transition: { id } }),
  );

/** @param {string} key @returns {Promise<{ id: string, name: string, to: Record<string, any> }[]>} */
export async function transitionsOf(key) {
  const response = await fetch(`${API}/issue/${key}/transitions`);
  return response.ok ? (await response.json()).transitions : [];
}

/** @param {string} text */
export const documentOf = (text) => ({
  type: 'doc',
  version: 1,
  content: text
    .split('\n')
    .map((line) => ({ type: 'paragraph', content: line ? [{ type: 'text', text: line }] : [] })),
});

/** @param {string} key @param {string} text */
export async function comment(key, text) {
  const response = await send(`/issue/${key}/comment`, 'POST', { body: documentOf(text) });
  if (response.ok) await refresh(key);
  else await tellRefusal(response);
}

/** @param {string} parent @param {string} summary */
export async function addSubtask(parent, summary) {
  const response = await send('/issue', 'POST', {
    fields: { parent: { key: parent }, summary, issuetype: { name: 'Sub-task' } },
  });
  if (!response.ok) return tellRefusal(response);
  const { key } = await response.json();
  await Promise.all([refresh(key), refresh(parent)]);
}

/** @param {string} key @param {string} other the ticket that it then relates to */
export async function addLink(key, other) {
  const response = await send('/issueLink', 'POST', {
    type: { name: 'Relates' },
    inwardIssue: { key },
    outwardIssue: { key: other },
  });
  if (response.ok) await Promise.all([refresh(key), refresh(other)]);
  else await tellRefusal(response);
}

/** @param {string} summary @returns {Promise<boolean>} whether it was taken */
export async function create(summary) {
  const response = await send('/issue', 'POST', {
    fields: { project: { key: 'ACME' }, summary, issuetype: { name: 'Task' } },
  });
  if (response.ok) await refresh((await response.json()).key);
  else await tellRefusal(response);
  return response.ok;
}

async function poll() {
  try {
    const response = await fetch(`/gateway/changes?since=${version}`);
    if (response.ok) {
      const changes = await response.json();
      await Promise.all(changes.keys.map(refresh));
      version = changes.version;
    }
  } catch {
    // The network went away; the next round asks again.
  }
  setTimeout(poll, POLL_MS);
}

/** Loads all issues and keeps them up to date. */
export async function start() {
  const changes = await (await fetch('/gateway/changes?since=0')).json();
  version = changes.version;
  const response = await fetch(`${API}/search/jql?jql=project%3DACME&${EVERYTHING}`);
  for (const issue of (await response.json()).issues) issues.set(issue.key, issue);
  loaded = true;
  tell();
  setTimeout(poll, POLL_MS);
}
