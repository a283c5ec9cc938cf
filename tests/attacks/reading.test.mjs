// Hostile pages that want to read the card, to speak for it, or to press it by script.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../content-script/stage.mjs';
import { BROWSERS, HTML, saved, standing } from './browsers.mjs';

/** By then what a page did would have been heard. */
const HEARD_MS = 500;

// Listens for everything, keeps every key and every message, and lies about what it can.
const SPY = `globalThis.learnt = { messages: [], keys: [], roots: 0, windows: 0 };
  addEventListener('message', ({ data }) => learnt.messages.push(data), true);
  for (const kind of ['keydown', 'keypress', 'keyup', 'input']) {
    addEventListener(kind, ({ key }) => learnt.keys.push(key ?? kind), true);
  }
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    learnt.roots += 1;
    return attach.call(this, { ...init, mode: 'open' });
  };
  const open = document.createElement;
  Document.prototype.createElement = function (...names) {
    if (/^iframe$/i.test(names[0])) learnt.windows += 1;
    return open.apply(this, names);
  };
  for (const name of ['getBoundingClientRect', 'matches', 'checkVisibility', 'closest']) {
    Element.prototype[name] = Object.freeze(() => { throw new Error('lie'); });
  }
  Object.freeze(Element.prototype); Object.freeze(EventTarget.prototype);`;

describe('in both browsers', { concurrency: 2 }, () => {
  for (const [name, open] of Object.entries(BROWSERS)) {
    describe(name, { concurrency: 1 }, () => {
      /** @type {import('./browsers.mjs').Stage} */
      let stage;
      before(async () => {
        stage = await open();
      });
      after(() => stage.close());

      test('the page finds no way into the card', async () => {
        const scene = await saved(stage, 'read');
        await scene.until('seen');
        const found = await scene.evaluate(() => {
          const it = /** @type {HTMLElement} */ (document.documentElement.lastElementChild);
          const frames = [...document.querySelectorAll('iframe, frame, object, embed')];
          const names = performance.getEntriesByType('resource').map((entry) => entry.name);
          getSelection()?.selectAllChildren(it);
          return {
            root: it.shadowRoot,
            text: it.innerText + it.textContent + it.outerHTML.replaceAll(it.localName, ''),
            frames: frames.length,
            windows: [window.length, frames[0] === undefined, window[0] === undefined],
            extension: names.filter((address) => /extension/.test(address)),
            inside: document.elementFromPoint(innerWidth - 60, innerHeight - 60) === it,
            find: Reflect.get(window, 'find')?.call(window, 'Secret advice') ?? false,
            selected: String(getSelection()),
            animations: it.getAnimations({ subtree: true }).length,
          };
        });
        assert.deepEqual(found, {
          root: null,
          text: '< popover="manual"></>',
          frames: 0,
          windows: [0, true, true],
          extension: [],
          inside: true,
          find: false,
          selected: '',
          animations: 0,
        });
      });

      test('a page that owns its world hears nothing, and its scripts press nothing', async () => {
        const scene = await saved(stage, 'spied', { js: SPY });
        await scene.until('seen');
        await sleep(HEARD_MS);
        const learnt = await scene.evaluate(async () => {
          const it = /** @type {HTMLElement} */ (document.documentElement.lastElementChild);
          for (const target of [it, document.elementFromPoint(innerWidth - 60, innerHeight - 60)]) {
            for (const kind of ['pointerdown', 'mousedown', 'mouseup', 'click']) {
              target?.dispatchEvent(new MouseEvent(kind, { bubbles: true, composed: true }));
            }
            target?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
            if (target instanceof HTMLElement) {
              target.click();
              target.focus();
            }
          }
          for (const kind of ['painted', 'close', 'fold', 'size', 'answered']) {
            const fake = { kind, moment: 'm-spied', folded: true, height: 9, answer: 'done' };
            postMessage(fake, '*');
            const runtime = Reflect.get(globalThis, 'chrome')?.runtime;
            await runtime?.sendMessage?.(fake).catch(() => null);
          }
          return Object.assign({}, Reflect.get(globalThis, 'learnt'), {
            focused: document.activeElement === it,
          });
        });
        await sleep(HEARD_MS);
        const { messages, ...rest } = learnt;
        assert.deepEqual(rest, { keys: ['Enter', 'Enter'], roots: 0, windows: 0, focused: false });
        assert.ok(messages.every((/** @type {any} */ each) => each.moment === 'm-spied'));
        const kinds = (await scene.messages()).map(({ kind }) => kind);
        assert.deepEqual(
          kinds.filter((kind) => !['arrived', 'saw'].includes(kind)),
          ['placed', 'size', 'painted', 'seen'],
        );
        assert.equal((await standing(scene)).height, 120, 'it stands as it did');
      });

      test('keys that are typed into the card stay there, and the page keeps its own', async () => {
        const js = `globalThis.keys = [];
        addEventListener('keydown', ({ key }) => keys.push(key), true);
        addEventListener('blur', () => keys.push('blur'), true);
        document.addEventListener('focusout', () => {
          for (const each of document.querySelectorAll('button')) each.focus();
        });`;
        const scene = await saved(stage, 'keys', { js });
        await scene.until('seen');
        await scene.key('a');
        await eventually(async () => {
          const { left, top } = await standing(scene);
          await scene.press(left + 40, top + 40);
          await sleep(HEARD_MS);
          return (await scene.messages('answered')).length > 0;
        }, 'a press counts');
        await scene.key('q');
        await sleep(HEARD_MS);
        const heard = await scene.evaluate(() => Reflect.get(globalThis, 'keys'));
        const typed = (await scene.messages('typed')).map(({ key }) => key);
        // A page that takes the focus back gets the next key, as it would from any frame; never both.
        assert.equal(heard[0], 'a');
        assert.equal(heard.includes('q'), !typed.includes('q'));
        assert.ok(!typed.includes('a'));
      });

      test('a page in a frame is not read, and gets no card', async () => {
        const scene = await saved(stage, 'nested', {
          js: `if (top === self) {
          const frame = document.createElement('iframe');
          frame.srcdoc = ${JSON.stringify(HTML)};
          document.body.append(frame);
        }`,
        });
        await scene.until('seen');
        const children = await scene.evaluate(
          () =>
            document.querySelector('iframe')?.contentDocument?.documentElement.childElementCount,
        );
        assert.equal(children, 2, 'head and body');
        assert.equal((await scene.messages('arrived')).length, 1);
      });

      test('withheld: the same root, attributes and order; only its box tells', async () => {
        const looks = [];
        for (const arm of ['shown', 'withheld']) {
          const scene = await saved(stage, `arm-${arm}`, { moment: { arm } });
          await scene.until('seen');
          looks.push(
            await scene.evaluate(() => {
              const it = /** @type {HTMLElement} */ (document.documentElement.lastElementChild);
              const style = getComputedStyle(it);
              const told = ['position', 'display', 'opacity', 'margin', 'background', 'z-index'];
              return {
                name: it.localName.length,
                attributes: it.getAttributeNames(),
                popover: it.matches(':popover-open'),
                focus: document.activeElement?.id,
                style: told.map((property) => style.getPropertyValue(property)),
                area: it.offsetWidth > 0,
              };
            }),
          );
        }
        const [shown, withheld] = looks;
        assert.deepEqual([shown.area, withheld.area], [true, false]);
        assert.deepEqual({ ...shown, area: null }, { ...withheld, area: null });
      });
    });
  }
});
