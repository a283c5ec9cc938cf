// The same scenes in both browsers: real ones, with the content script as it ships and a page that
// offers a moment. Only the worker and the card are stand-ins; the worker writes down all it hears.

import { ADDRESS, openFirefox } from '../content-script/firefox-stage.mjs';
import { servePages } from '../content-script/pages.mjs';
import { eventually, openStage } from '../content-script/stage.mjs';

/** @typedef {import('../content-script/stage.mjs').Json} Json */
/**
 * @typedef {object} Scene
 * @property {(code: (argument: any) => any, argument?: any) => Promise<any>} evaluate in the page's own world
 * @property {(x: number, y: number) => Promise<void>} press a real press of the pointer
 * @property {(chord: string) => Promise<void>} key a real key
 * @property {(width: number, height: number) => Promise<void>} resize
 * @property {(message: Json) => Promise<any>} tell as the worker does
 * @property {(kind?: string) => Promise<Json[]>} messages what the worker has heard
 * @property {(kind: string, count?: number) => Promise<Json[]>} until
 */
/** @typedef {{scene: (name: string, setting: Json) => Promise<Scene>, close: () => Promise<void>}} Stage */

/** @param {(kind?: string) => Promise<Json[]>} messages @returns {Scene['until']} */
const untilOf =
  (messages) =>
  (kind, count = 1) =>
    eventually(async () => {
      const found = await messages(kind);
      return found.length >= count ? found : null;
    }, `${count} × ${kind}`);

/** @returns {Promise<Stage>} */
async function chromium() {
  const stage = await openStage();
  return {
    async scene(name, setting) {
      const { page, messages, tell } = await stage.scene(name, setting);
      return {
        evaluate: (code, argument) => page.evaluate(code, argument),
        press: (x, y) => page.mouse.click(x, y),
        key: (chord) => page.keyboard.press(chord),
        resize: (width, height) => page.setViewportSize({ width, height }),
        tell,
        messages,
        until: untilOf(messages),
      };
    },
    close: () => stage.close(),
  };
}

/** @returns {Promise<Stage>} */
async function firefox() {
  /** @type {import('../content-script/pages.mjs').Pages} */
  const pages = new Map();
  const { server, origin } = await servePages(pages);
  const browser = await openFirefox();
  const control = await browser.tab(`moz-extension://${ADDRESS}/control.html`);
  return {
    async scene(name, { html = '', js = '', ...script }) {
      pages.set(name, { html, js });
      await control.evaluate((stored) => chrome.storage.local.set(stored), {
        [`script ${name}`]: script,
      });
      const page = await browser.tab(`${origin}/${name}/`);
      const { context } = page;
      /** @param {string} [kind] @returns {Promise<Json[]>} */
      const messages = (kind) =>
        control.evaluate(
          async ({ prefix, only }) => {
            const all = Object.entries(await chrome.storage.local.get(null));
            return all
              .filter(([each]) => each.startsWith(`log ${prefix} `))
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([, message]) => /** @type {Json} */ (message))
              .filter((message) => !only || message.kind === only);
          },
          { prefix: name, only: kind },
        );
      return {
        evaluate: (code, argument) => page.evaluate(code, argument),
        async press(x, y) {
          const [px, py] = [Math.round(x), Math.round(y)];
          const actions = [
            { type: 'pointerMove', x: px, y: py },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ];
          await browser.bidi.send('input.performActions', {
            context,
            actions: [{ type: 'pointer', id: 'mouse', actions }],
          });
        },
        key: (chord) => page.keyboard.press(chord),
        async resize(width, height) {
          await browser.bidi.send('browsingContext.setViewport', {
            context,
            viewport: { width, height },
          });
        },
        tell: (message) =>
          control.evaluate(
            async ({ url, what }) => {
              const tabs = await chrome.tabs.query({});
              const tab = tabs.find((each) => each.url?.startsWith(url));
              return chrome.tabs.sendMessage(tab?.id ?? -1, what).catch(() => null);
            },
            { url: `${origin}/${name}/`, what: message },
          ),
        messages,
        until: untilOf(messages),
      };
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

export const BROWSERS = { Chromium: chromium, Firefox: firefox };

/** Where the holder stands; asked in a way that no page of ours lies about. @param {Scene} scene */
export const holder = (scene) =>
  scene.evaluate(() => {
    const all = [...document.documentElement.children];
    const it = all.findLast((each) => /^[a-z]{7}-[a-z]{7}$/.test(each.localName));
    if (!it) return null;
    const range = document.createRange();
    range.selectNode(it);
    const { left, top, right, bottom, width, height } = range.getBoundingClientRect();
    return { left, top, right, bottom, width, height };
  });

/** @param {Scene} scene @returns {Promise<DOMRect>} */
export const standing = (scene) => eventually(() => holder(scene), 'a holder');

export const PLAN = {
  version: 'v1',
  root: [],
  probes: [{ alternatives: [{ select: '#stage', take: 'text' }] }],
  acts: [{ act: 'save', press: '#save' }],
};
export const HTML = '<p id="stage">Proposal</p><button id="save">Save</button>';

/**
 * A page on which the person has pressed Save, which the worker answers with a moment.
 * @param {Stage} stage
 * @param {string} name
 * @param {Json} [setting] the page, and `moment`: what the offer says else
 */
export async function saved(stage, name, { moment, ...setting } = {}) {
  const offer = { moment: `m-${name}`, arm: 'shown', seen_after_ms: 300, surface: 'panel' };
  const offers = { save: { ...offer, ...moment } };
  const scene = await stage.scene(name, { html: HTML, plan: PLAN, offers, ...setting });
  await scene.until('saw');
  const [x, y] = await scene.evaluate(() => {
    const range = document.createRange();
    range.selectNode(/** @type {Element} */ (document.querySelector('#save')));
    const box = range.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  });
  await scene.press(x, y);
  return scene;
}
