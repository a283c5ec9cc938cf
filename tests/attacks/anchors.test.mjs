// Pages on which a card has to find its place beside an anchor, and keep it: crowded rather than
// hostile. Both arms are asked the same.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../content-script/stage.mjs';
import { BROWSERS, holder, PLAN, saved } from './browsers.mjs';

/** @typedef {import('./browsers.mjs').Scene} Scene */
/** @typedef {Awaited<ReturnType<typeof holder>>} Box */

/** The height of a folded card. */
const FOLDED = 56;
/** By then a moment that could be seen would have been. */
const SEEN_MS = 1_200;

/** Styles set by script, because the page's policy forbids style attributes. @param {string} css */
const at = (css) => `document.querySelector('#stage').style.cssText = '${css}';`;
const MIDDLE = at(
  'position: fixed; margin: 0; left: 100px; top: 150px; width: 120px; height: 30px',
);
const MOMENT = { anchor: 0, surface: 'inline' };

/** @param {Scene} scene */
const anchorOf = (scene) =>
  scene.evaluate(() => {
    const it =
      document.querySelector('#stage') ??
      document.querySelector('x-deep')?.shadowRoot?.querySelector('#stage');
    const { left, top, right, bottom } = /** @type {Element} */ (it).getBoundingClientRect();
    return { left, top, right, bottom };
  });

/** Whether the holder can be seen. @param {Scene} scene */
const visible = (scene) =>
  scene.evaluate(() => {
    const all = [...document.documentElement.children];
    const it = all.findLast((each) => /^[a-z]{7}-[a-z]{7}$/.test(each.localName));
    return it?.checkVisibility({ visibilityProperty: true });
  });

/** Waits until the holder stands like this. @param {Scene} scene @param {string} what @param {(box: any) => unknown} fits */
const stands = (scene, what, fits) =>
  eventually(async () => {
    const box = await holder(scene);
    return box && fits(box) ? box : null;
  }, what);

/** @param {any} one @param {any} other */
const apart = (one, other) =>
  one.right <= other.left ||
  one.left >= other.right ||
  one.bottom <= other.top ||
  one.top >= other.bottom;

describe('in both browsers', { concurrency: 2 }, () => {
  for (const [name, open] of Object.entries(BROWSERS)) {
    describe(name, { concurrency: 1 }, () => {
      /** @type {import('./browsers.mjs').Stage} */
      let stage;
      before(async () => {
        stage = await open();
      });
      after(() => stage.close());

      test('it stands beside its anchor, follows it, and finds it again after a re-render', async () => {
        const scene = await saved(stage, 'follow', { js: MIDDLE, moment: MOMENT });
        await scene.until('seen');
        const [anchor, box] = [await anchorOf(scene), await holder(scene)];
        assert.equal(box?.left, anchor.right + 4);
        assert.equal(box?.top, anchor.top);
        await scene.evaluate(() => {
          const it = /** @type {HTMLElement} */ (document.querySelector('#stage'));
          it.style.top = '40px';
        });
        await stands(scene, 'it followed', ({ top }) => top === 40);
        await scene.evaluate(() => {
          const it = /** @type {HTMLElement} */ (document.querySelector('#stage'));
          const other = /** @type {HTMLElement} */ (it.cloneNode(true));
          other.style.top = '90px';
          it.replaceWith(other);
        });
        await stands(scene, 'it found the new one', ({ top }) => top === 90);
      });

      test('an anchor that goes leaves a folded card in the corner, until it comes back', async () => {
        const scene = await saved(stage, 'away', { js: MIDDLE, moment: MOMENT });
        await scene.until('seen');
        await scene.evaluate(() => {
          const it = /** @type {HTMLElement} */ (document.querySelector('#stage'));
          Object.assign(globalThis, { kept: it, parent: it.parentElement });
          it.remove();
        });
        const pill = await stands(scene, 'it folded', ({ height }) => height === FOLDED);
        const width = await scene.evaluate(() => document.documentElement.clientWidth);
        assert.equal(pill.right, width - 16);
        await scene.evaluate(() => {
          const { kept, parent } = /** @type {any} */ (globalThis);
          parent.prepend(kept);
        });
        await stands(scene, 'it is back', ({ top, height }) => top === 150 && height > FOLDED);
      });

      for (const arm of ['shown', 'withheld']) {
        test(`${arm}: no anchor, no card and no debit`, async () => {
          const scene = await saved(stage, `none-${arm}`, {
            moment: { ...MOMENT, arm, anchor: 1 },
          });
          await scene.until('gone');
          assert.equal(await holder(scene), null);
          assert.deepEqual(await scene.messages('placed'), []);
        });

        test(`${arm}: out of sight while a modal dialog is open, it is not seen; after it, it is`, async () => {
          const scene = await saved(stage, `modal-${arm}`, {
            html: `<p id="stage">Proposal</p><button id="save">Save</button>
            <div id="modal" role="dialog" aria-modal="true" tabindex="-1" hidden>Sure?</div>`,
            js: `document.querySelector('#save').addEventListener('click', () => {
            document.querySelector('#modal').hidden = false;
            document.querySelector('#modal').focus();
          });`,
            moment: { arm },
          });
          await scene.until('placed');
          await sleep(SEEN_MS);
          assert.deepEqual(await scene.messages('seen'), []);
          assert.equal(await visible(scene), false);
          await scene.evaluate(() => document.querySelector('#modal')?.remove());
          await scene.until('seen');
        });
      }

      test('a dialog of the browser’s own takes it out of sight too, and gives it back', async () => {
        const scene = await saved(stage, 'dialog', {
          html: '<p id="stage">Proposal</p><button id="save">Save</button><dialog>Sure?<button>Yes</button></dialog>',
        });
        await scene.until('seen');
        await scene.evaluate(() => document.querySelector('dialog')?.showModal());
        await eventually(async () => !(await visible(scene)), 'it is out of sight');
        await scene.evaluate(() => document.querySelector('dialog')?.close());
        await eventually(() => visible(scene), 'it is back');
        assert.ok(Number((await holder(scene))?.height) > FOLDED);
      });

      test('the person folds and opens it', async () => {
        const scene = await saved(stage, 'fold', { js: MIDDLE, moment: MOMENT });
        await scene.until('seen');
        await scene.tell({ kind: 'fold', moment: 'm-fold', folded: true });
        const pill = await stands(scene, 'it folded', ({ height }) => height === FOLDED);
        assert.ok(apart(pill, await anchorOf(scene)));
        await scene.tell({ kind: 'fold', moment: 'm-fold', folded: false });
        await stands(scene, 'it opened', ({ height }) => height === 120);
      });

      test('an anchor in a shadow root, in a scroll container, from right to left', async () => {
        const plan = {
          ...PLAN,
          probes: [{ alternatives: [{ select: 'x-deep >>> #stage', take: 'text' }] }],
        };
        const scene = await saved(stage, 'deep', {
          html: '<x-deep></x-deep><button id="save">Save</button>',
          js: `document.documentElement.dir = 'rtl';
          const root = document.querySelector('x-deep').attachShadow({ mode: 'open' });
          root.innerHTML = '<div><p id="stage">Proposal</p><p id="end"></p></div>';
          root.querySelector('div').style.cssText =
            'position: fixed; left: 500px; top: 100px; width: 150px; height: 100px; overflow: auto';
          root.querySelector('#end').style.height = '900px';`,
          plan,
          moment: MOMENT,
        });
        await scene.until('seen');
        const [anchor, box] = [await anchorOf(scene), await holder(scene)];
        assert.equal(box?.right, anchor.left - 4, 'on the side where the line ends');
        const scroll = (/** @type {number} */ to) =>
          scene.evaluate((top) => {
            const root = document.querySelector('x-deep')?.shadowRoot;
            root?.querySelector('div')?.scrollTo(0, top);
          }, to);
        await scroll(10);
        await stands(scene, 'it followed', ({ top }) => top === anchor.top - 10);
        await scroll(800);
        await stands(scene, 'it folded', ({ height }) => height === FOLDED);
        await scroll(0);
        await stands(scene, 'it is back', ({ top }) => top === anchor.top);
      });

      test('narrow, and at 400 %: never over the anchor, the field or the edge', async () => {
        const scene = await saved(stage, 'narrow', {
          html: '<p id="stage">Proposal</p><button id="save">Save</button><input>',
          js: `${at('position: fixed; left: 40px; top: 60px; width: 120px; height: 30px')}
          document.querySelector('input').style.cssText = 'position: fixed; left: 40px; bottom: 20px';`,
          moment: MOMENT,
        });
        await scene.until('seen');
        await scene.evaluate(() => document.querySelector('input')?.focus());
        for (const [width, height, whole] of [
          [320, 640, true],
          [320, 200, false],
          [1_000, 640, true],
        ]) {
          await scene.resize(Number(width), Number(height));
          const box = await stands(scene, `${width} × ${height}`, (now) => {
            return now.right <= Number(width) && now.height > FOLDED === whole;
          });
          const field = await scene.evaluate(() => {
            const it = /** @type {Element} */ (document.querySelector('input'));
            const { left, top, right, bottom } = it.getBoundingClientRect();
            return { left, top, right, bottom };
          });
          assert.ok(apart(box, await anchorOf(scene)), `${width}: the anchor`);
          assert.ok(apart(box, field), `${width}: the field`);
          assert.ok(box.left >= 16 && box.top >= 16 && box.bottom <= Number(height) - 16);
        }
      });

      test('a field under the card moves it to the other corner', async () => {
        const scene = await saved(stage, 'field', {
          html: '<p id="stage">Proposal</p><button id="save">Save</button><input>',
          js: `document.querySelector('input').style.cssText =
          'position: fixed; right: 40px; bottom: 30px; width: 90px';`,
        });
        await scene.until('seen');
        // Once it has stood still a press counts; a press before that leaves the field, and it is back.
        await eventually(async () => {
          await scene.evaluate(() => document.querySelector('input')?.focus());
          const moved = await stands(scene, 'it moved', ({ left }) => left === 16);
          await sleep(SEEN_MS);
          await scene.press(moved.left + 20, moved.bottom - 20);
          return scene.evaluate(() => document.activeElement?.localName.includes('-'));
        }, 'the person is in the card');
        await scene.evaluate(() => dispatchEvent(new Event('resize')));
        assert.equal((await holder(scene))?.left, 16, 'it stays where it is used');
        await scene.evaluate(() => {
          document.querySelector('input')?.focus();
          document.querySelector('button')?.focus();
        });
        await stands(scene, 'it is back', ({ left }) => left > 16);
      });

      test('of two places that match, it stands beside the one that is read', async () => {
        const scene = await saved(stage, 'two', {
          html: `<p id="stage" hidden>Old</p><p id="stage">Proposal</p><p id="stage">Later</p>
          <button id="save">Save</button>`,
          js: `for (const [i, it] of document.querySelectorAll('#stage').entries()) {
          it.style.cssText = 'position: fixed; left: 200px; width: 90px; top: ' + (40 + 90 * i) + 'px';
        }`,
          moment: MOMENT,
        });
        await scene.until('seen');
        assert.equal((await scene.messages('saw'))[0].readings[0].raw, 'Proposal');
        const read = await scene.evaluate(
          () => document.querySelectorAll('#stage')[1].getBoundingClientRect().top,
        );
        assert.equal((await holder(scene))?.top, read);
      });
    });
  }
});
