// The same files in a real Firefox: one walk through reading, lists, acts and a shown moment, on a
// page whose policy forbids style elements.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ADDRESS, openFirefox } from './firefox-stage.mjs';
import { servePages } from './pages.mjs';
import { eventually } from './stage.mjs';

/** @param {string} select @param {object} fact */
const list = (select, fact) => ({
  each: [{ select, take: 'present' }],
  probes: [{ alternatives: [fact] }],
});

test('Firefox: read through closed shadow, act, hold, seen, move on', async (t) => {
  const js = `
    document.cookie = 'session=mine';
    document.querySelector('x-closed').attachShadow({ mode: 'closed' }).innerHTML =
      '<p>deep</p><input value="typed">';
    document.querySelector('#save').addEventListener('click', () => {
      document.querySelector('#stage').textContent = 'Saving';
    }, true);`;
  const html = `<p id="stage">Proposal</p><x-closed></x-closed><button id="save">Save</button>
    <ul><li><b>Ann</b></li><li>nobody</li></ul>`;
  /** @type {import('./pages.mjs').Page['answer']} */
  const answer = ({ headers }, response) =>
    void response.end(JSON.stringify({ history: [{ by: headers.cookie }, { by: null }, {}] }));
  // Firefox holds content scripts to the page's policy on connections; Chromium does not.
  const served = { html, js, answer, connects: true };
  const { server, origin } = await servePages(new Map([['fox', served]]));
  t.after(() => server.closeAllConnections());
  t.after(() => server.close());
  const firefox = await openFirefox();
  t.after(() => firefox.close());
  const control = await firefox.tab(`moz-extension://${ADDRESS}/control.html`);
  const script = {
    plan: {
      version: '1',
      root: [],
      probes: ['#stage', 'x-closed >>> p'].map((select) => ({
        alternatives: [
          { select: ':::', take: 'text' },
          { select, take: 'text' },
          { select, take: 'text', at: 'save' },
          { select: '', take: 'value', at: 'leave' },
        ],
      })),
      lists: [
        list('li', { select: 'b', take: 'text' }),
        { ...list('history/*', { select: 'by', take: 'text' }), fetch: '/fox/data/history' },
      ],
      acts: [
        { act: 'save', press: '#save' },
        { act: 'leave', press: 'x-closed >>> input', leave: true },
      ],
    },
    offers: { save: { moment: 'm1', arm: 'shown', seen_after_ms: 300, surface: 'panel' } },
  };
  await control.evaluate((value) => chrome.storage.local.set({ 'script fox': value }), script);
  const messages = () =>
    control.evaluate(async () => {
      const all = Object.entries(await chrome.storage.local.get(null));
      const log = all
        .filter(([key]) => key.startsWith('log '))
        .sort(([a], [b]) => (a < b ? -1 : 1));
      return log.map(([, message]) => message);
    });
  /** @param {string} kind @param {number} [count] */
  const until = (kind, count = 1) =>
    eventually(async () => {
      const found = (await messages()).filter((/** @type {any} */ each) => each.kind === kind);
      return found.length >= count ? found : null;
    }, `${count} × ${kind}`);

  const page = await firefox.tab(`${origin}/fox/`);
  const [first] = await until('saw');
  assert.deepEqual(first.readings, [
    { at: 1, raw: 'Proposal' },
    { at: 1, raw: 'deep' },
  ]);

  const fetched = await eventually(
    async () => (await messages()).find((/** @type {any} */ each) => each.lists?.[1]),
    'the fetched list is said',
  );
  const raws = (/** @type {(string | null)[]} */ ...raws) => ({
    at: 0,
    items: raws.map((raw) => [raw === null ? null : { at: 0, raw }]),
  });
  assert.deepEqual(fetched.lists, [raws('Ann', null), raws('session=mine', '', null)]);

  // What is pressed in a closed root is known to its own listener alone.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('#save').click();
  const said = await eventually(async () => {
    const all = await until('saw');
    return all.at(-1).act === null && all.at(-1).readings[0]?.raw === 'Saving' ? all : null;
  }, 'the page has settled after the press');
  const [left, ...pressed] = said.filter((/** @type {any} */ each) => each.act !== null);
  assert.deepEqual([left.act, left.readings[0]], ['leave', { at: 3, raw: 'typed' }]);
  assert.deepEqual([pressed.at(-1).act, pressed.at(-1).readings[0].raw], ['save', 'Proposal']);
  assert.deepEqual([pressed.at(-1).lists, said.at(-1).lists], [[null, null], fetched.lists]);

  await until('seen');
  const holder = await page.evaluate(() => {
    const last = /** @type {HTMLElement} */ (document.documentElement.lastElementChild);
    const { width, height, right } = last.getBoundingClientRect();
    const root = document.documentElement;
    return {
      size: [width, height],
      right: root.clientWidth - right,
      top: last.matches(':popover-open'),
      shadow: last.shadowRoot,
    };
  });
  assert.deepEqual(holder, { size: [360, 120], right: 16, top: true, shadow: null });

  await page.evaluate(() => history.pushState(null, '', 'elsewhere'));
  const [, moved] = await until('arrived', 2);
  assert.equal(moved.url, `${origin}/fox/elsewhere`);
  // Only the worker knows whether it is another record.
  const last = () => page.evaluate(() => document.documentElement.lastElementChild?.localName);
  await eventually(async () => (await last()) === 'body', 'the holder is down');
});
