// Hostile pages that want a person to press on a card that they cannot see, or did not mean.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../content-script/stage.mjs';
import { BROWSERS, holder, saved, standing } from './browsers.mjs';

/** Longer than a card must stand still, and than a browser takes to tell that it is covered. */
const STEADY_MS = 600;
/** By then a press that counted would have been heard. */
const HEARD_MS = 250;

/** What a page lays over the card, each taken away again. @type {[string, string][]} */
const COVERS = [
  ['a popover', 'style = "inset: 0; width: 100vw; height: 100vh"'],
  ['one that is transparent', 'style = "inset: 0; width: 100vw; height: 100vh; opacity: 0"'],
  [
    'one that lets presses through',
    'style = "inset: 0; width: 100vw; height: 100vh; pointer-events: none; background: tan"',
  ],
  ['one over a corner alone', 'style = "inset: auto 0 0 auto; width: 60px; height: 60px"'],
  ['one in a closed shadow root', 'deep style = "inset: 0; width: 100vw; height: 100vh"'],
  ['a modal dialog', 'modal style = "inset: 0; width: 10px; height: 10px"'],
];

/** What a page does to all of itself, and takes back. @type {[string, string][]} */
const EFFECTS = [
  ['makes all of itself tiny', 'zoom: 0.1'],
  ['is transparent', 'opacity: 0'],
  ['is not rendered', 'display: none'],
  ['skips its contents', 'content-visibility: hidden'],
];

/** @param {import('./browsers.mjs').Scene} scene */
async function press(scene) {
  const { left, top, width, height } = await standing(scene);
  // A card that is not there is pressed where it was.
  if (width > 0) await scene.press(left + width / 2, top + height / 2);
  await sleep(HEARD_MS);
  return (await scene.messages('answered')).length;
}

describe('in both browsers', { concurrency: 2 }, () => {
  for (const [name, open] of Object.entries(BROWSERS)) {
    describe(name, { concurrency: 1 }, () => {
      /** @type {import('./browsers.mjs').Stage} */
      let stage;
      before(async () => {
        stage = await open();
      });
      after(() => stage.close());

      test('a press through a cover is no answer, and one after it is', async () => {
        const scene = await saved(stage, 'covered');
        await scene.until('seen');
        for (const [what, cover] of COVERS) {
          await scene.evaluate((code) => {
            const modal = code.startsWith('modal');
            const it = document.createElement(modal ? 'dialog' : 'div');
            it.style.cssText = /"(.*)"/.exec(code)?.[1] ?? '';
            it.style.margin = it.style.border = it.style.padding = '0';
            const wrap = document.createElement('x-wrap');
            document.body.append(wrap);
            if (code.startsWith('deep')) wrap.attachShadow({ mode: 'closed' }).append(it);
            else wrap.append(it);
            if (it instanceof HTMLDialogElement) return it.showModal();
            it.popover = 'manual';
            it.showPopover();
          }, cover);
          await sleep(STEADY_MS);
          assert.equal(await press(scene), 0, what);
          await scene.evaluate(() => document.querySelector('x-wrap')?.remove());
        }
        for (const [what, style] of EFFECTS) {
          await scene.evaluate((css) => {
            document.documentElement.style.cssText = css;
          }, style);
          await sleep(STEADY_MS);
          assert.equal(await press(scene), 0, what);
          await scene.evaluate(() => {
            document.documentElement.style.cssText = '';
          });
        }
        await sleep(STEADY_MS);
        await eventually(() => press(scene), 'a press counts');
      });

      test('what a page does to its root does not reach the card, which can be pressed', async () => {
        const scene = await saved(stage, 'root');
        await scene.until('seen');
        const stood = await standing(scene);
        await scene.evaluate(() => {
          Object.assign(document.documentElement.style, {
            ...{ opacity: '0.1', filter: 'blur(9px)', clipPath: 'circle(1px)', overflow: 'hidden' },
            ...{ transform: 'scale(0.1) rotate(9deg)', mixBlendMode: 'difference', mask: 'none' },
          });
        });
        await sleep(STEADY_MS);
        assert.deepEqual(await holder(scene), stood);
        await eventually(() => press(scene), 'a press counts');
      });

      test('a cover that goes at the last moment leaves a press that does not count', async () => {
        const scene = await saved(stage, 'lured');
        await scene.until('seen');
        await scene.evaluate(() => {
          const it = document.createElement('div');
          it.style.cssText = 'inset: 0; width: 100vw; height: 100vh; margin: 0';
          it.popover = 'manual';
          it.addEventListener('pointerdown', () => it.remove());
          document.body.append(it);
          it.showPopover();
        });
        await sleep(STEADY_MS);
        const { left, top } = await standing(scene);
        await scene.press(left + 40, top + 40);
        await scene.press(left + 40, top + 40);
        await sleep(HEARD_MS);
        assert.deepEqual(await scene.messages('answered'), []);
        await sleep(STEADY_MS);
        await eventually(() => press(scene), 'a press counts');
      });

      test('a card that is moved under the pointer takes no press at first', async () => {
        const html = `<p id="stage" style="position: fixed; left: 300px; top: 250px">Proposal</p>
        <button id="save">Save</button>`;
        // The policy of the page forbids style attributes, so its script sets them.
        const js = `document.querySelector('#stage').style.cssText =
        'position: fixed; left: 20px; top: 250px; width: 90px';`;
        const scene = await saved(stage, 'moved', { html, js, moment: { anchor: 0 } });
        await scene.until('seen');
        const before = await standing(scene);
        await sleep(STEADY_MS);
        await scene.evaluate(() => {
          const it = /** @type {HTMLElement} */ (document.querySelector('#stage'));
          it.style.top = '380px';
        });
        for (let tries = 0; (await standing(scene)).top === before.top && tries < 50; tries += 1) {
          await sleep(20);
        }
        const moved = await standing(scene);
        assert.notEqual(moved.top, before.top);
        await scene.press(moved.left + 40, moved.top + 40);
        await sleep(HEARD_MS);
        assert.deepEqual(await scene.messages('answered'), []);
        await sleep(STEADY_MS);
        await eventually(() => press(scene), 'a press counts');
      });

      test('a flood of popovers and removals ends in quiet', async () => {
        const scene = await saved(stage, 'flood');
        await scene.until('seen');
        await scene.evaluate(async () => {
          for (let round = 0; round < 40; round += 1) {
            const it = document.createElement('div');
            it.popover = 'manual';
            document.body.append(it);
            it.showPopover();
            const all = [...document.documentElement.children];
            all.find((each) => /^[a-z]{7}-[a-z]{7}$/.test(each.localName))?.remove();
            await new Promise((later) => setTimeout(later, 60));
          }
        });
        await sleep(STEADY_MS);
        const there = await holder(scene);
        const gone = await scene.messages('gone');
        // Seen before, so it stays spent: nothing more is said, whether it stands or gave up.
        assert.deepEqual([gone, await scene.messages('answered')], [[], []]);
        assert.equal(there, null);
      });
    });
  }
});
