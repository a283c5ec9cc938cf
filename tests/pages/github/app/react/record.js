/** The pull request or issue that the components show: fetched at the start and whenever something changed. */
import { useEffect, useState } from 'react';
import { post } from '../forms.js';
import { delay, onChange, refresh } from '../live.js';

/** @returns {{ kind: string, number: string, tab: string }} what the address names */
export function place() {
  const [, , , kind = '', number = '', tab = ''] = location.pathname.split('/');
  return { kind, number, tab };
}

/** @returns {boolean} */
export const signedIn = () =>
  document.querySelector('meta[name="user-login"]')?.getAttribute('content') !== '';

/** The switches of the address, which links keep. @returns {string} */
export function kept() {
  const switches = new URLSearchParams(location.search);
  switches.delete('slow');
  const text = switches.toString();
  return text === '' ? '' : `?${text}`;
}

/** @returns {any} the record, or `null` while it is on its way */
export function useRecord() {
  const [record, setRecord] = useState(null);
  useEffect(() => {
    const { kind, number } = place();
    const read = async () => {
      const answer = await fetch(`/_site/${kind}/${number}`);
      setRecord(await answer.json());
    };
    read();
    return onChange(read);
  }, []);
  return record;
}

/** @returns {boolean} whether the main content is still held back */
export function useHeldBack() {
  const held = delay();
  const [waiting, setWaiting] = useState(held !== null);
  useEffect(() => {
    if (held === null) return undefined;
    const timer = setTimeout(setWaiting, held, false);
    return () => clearTimeout(timer);
  }, [held]);
  return waiting;
}

/** Sends an act and shows what became of it. @param {string} path @param {Record<string, string>} fields */
export async function send(path, fields) {
  const refusal = await post(path, new URLSearchParams(fields));
  if (refusal === null) await refresh();
  return refusal;
}
