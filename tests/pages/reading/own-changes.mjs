// Plays tables of cases: what a person and others do on a record, and which changes count as the person's own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { personAtWork } from './scene.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./scene.mjs').Workplace} Workplace */
/**
 * @template Site, Opening
 * @typedef {object} SystemAlone
 * @property {string} record what cases are about unless they say another one
 * @property {(page: Page, record: string, opening?: Opening) => Promise<unknown>} open until the page shows it
 * @property {(workplace: Workplace) => Site} site where other people act
 */
/**
 * @template Site, Opening
 * @typedef {import('./counting.mjs').Counted & Pick<import('./scene.mjs').Wish, 'build'> & SystemAlone<Site, Opening>} System
 */
/**
 * @template Site
 * @typedef {object} Scene
 * @property {Page} page
 * @property {Site} site
 * @property {Workplace} workplace
 * @property {() => Promise<void>} read waits until the extension has read all that there is
 * @property {(raw: string) => Promise<unknown>} reads waits until it has read this text
 * @property {(changes: string[]) => Promise<unknown>} counted waits until just this was counted
 */
/**
 * @template Site, Opening
 * @typedef {object} Case
 * @property {string} name
 * @property {string} [record]
 * @property {Opening} [opening]
 * @property {object} [settings] what the person set before
 * @property {(scene: Scene<Site>) => Promise<unknown>} [does]
 * @property {string[]} counts every change that counts, in any order, as often as it does
 */

/**
 * A person at one system, for the tests around it.
 * @template Site, Opening
 * @param {System<Site, Opening>} system
 * @returns {(cases: Case<Site, Opening>[]) => void} makes a test of each case
 */
export function ownChangesAt(system) {
  const person = personAtWork({ role: system.role, counting: system, build: system.build });

  /** @param {Case<Site, Opening>} each */
  async function play({ record = system.record, opening, settings, does, counts }) {
    const { browser, workplace, read, counted, countedSoFar } = person;
    const [{ page, close }] = await Promise.all([browser.tab(), person.afresh()]);
    if (settings) await browser.desk.set(settings);
    const mark = await browser.desk.mark();
    const reads = (/** @type {string} */ raw) =>
      browser.desk.hears(
        mark,
        ({ readings }) =>
          readings?.some((/** @type {{ raw: string } | null} */ reading) => reading?.raw === raw),
        `the page shows ${raw}`,
      );
    try {
      await system.open(page, record, opening);
      await browser.desk.hears(mark, ({ kind }) => kind === 'saw', `${record} is on the page`);
      await read();
      await does?.({ page, site: system.site(workplace), workplace, read, reads, counted });
      // Too little may only be late; too much is there when all is read.
      await counted(counts).catch(() => {});
      await read();
      assert.deepEqual(await countedSoFar(), counts.toSorted());
    } finally {
      await close();
    }
  }

  return (cases) => {
    for (const each of cases) test(each.name, () => play(each));
  };
}
