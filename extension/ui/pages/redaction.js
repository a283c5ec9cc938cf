// @ts-check
// What a recording may show: values that the author keeps, and stand-ins for all others. Equal stays equal, also
// from one fact to another: whether the author of a change is the person who reads it must not be lost.
import { locate, written } from './known-address.js';

/** @typedef {import('./known-address.js').Adapter} Adapter */
/** @typedef {{ values: Set<string>, address: boolean }} Keep names of facts whose values stay; whether addresses do */

/** They say nothing about anybody: a field that is empty, a box that is ticked or not. */
const PLAIN = ['', 'true', 'false'];
/** How the page writes dates and numbers: without it none of them would read the same. */
const LOCALE = 'locale';
const IS_LOCALE = /^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i;
/** A situation that is played at such a host is played at the pack's own. */
const HOST = 'example';
/** Of a system that runs on hosts of its organisations only; nobody can own such a one. */
const NO_DOMAIN = 'test';

/** Whether it is the page's language, which stays in any case. @param {string} name @param {string} raw */
export const isLanguage = (name, raw) => name === LOCALE && IS_LOCALE.test(raw);

/** Stand-ins that are given out. */
export class Redaction {
  /** @type {Map<string, Map<string, string>>} kind → what it stands for → its stand-in */
  #given = new Map();

  /** @param {Keep} keep @param {Adapter[]} adapters @param {Record<string, string>} own */
  constructor(keep, adapters, own) {
    this.keep = keep;
    this.adapters = adapters;
    this.own = own;
  }

  /** @param {string} name of the fact, with its list's before it @param {string} raw */
  value(name, raw) {
    if (this.keep.values.has(name) || PLAIN.includes(raw) || isLanguage(name, raw)) return raw;
    // Several texts are lines, and each may be one of another fact's.
    const lines = raw.split('\n');
    return lines.map((line) => line && this.#standIn('value ', line)).join('\n');
  }

  /** @param {string} url */
  address(url) {
    if (this.keep.address) return url;
    const located = locate(url, this.adapters, this.own);
    if (!located) return `https://${HOST}.${NO_DOMAIN}/`;
    const { adapter, host, pattern, parts, facts } = located;
    const kept = [...facts].filter(([fact]) => this.keep.values.has(fact)).map(([, part]) => part);
    return written(this.#host(host, adapter), pattern, (part) => {
      const given = parts.get(part) ?? '';
      return kept.includes(part) ? given : this.#standIn(`${part}-`, given);
    });
  }

  /** One that everybody has stays. @param {string} host @param {Adapter} adapter */
  #host(host, { hosts = [] }) {
    if (hosts.includes(host)) return host;
    const open = hosts.find((pattern) => pattern.startsWith('*.'));
    const number = this.#standIn('', host);
    const other = number === '1' ? '' : `${number}.`;
    return `${HOST}.${other}${open ? open.slice(2) : NO_DOMAIN}`;
  }

  /** @param {string} kind @param {string} text */
  #standIn(kind, text) {
    const given = this.#given.get(kind) ?? new Map();
    this.#given.set(kind, given);
    if (!given.has(text)) given.set(text, `${kind}${given.size + 1}`);
    return given.get(text);
  }
}
