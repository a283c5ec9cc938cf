// A page that works against the holder.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { down, lookAt, offer, saved, standing } from './moment.mjs';
import { openStage } from './stage.mjs';

/** @type {import('./moment.mjs').Stage} */
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

for (const arm of ['shown', 'withheld']) {
  test(`${arm}: a page that always removes it wins, quietly`, async () => {
    const js = `globalThis.removed = 0;
      new MutationObserver((records) => {
        for (const { addedNodes } of records) for (const node of addedNodes) {
          globalThis.removed += 1; node.remove();
        }
      }).observe(document.documentElement, { childList: true });`;
    const scene = await saved(stage, `fought-${arm}`, { js, ...offer(arm) });
    await scene.until('gone');
    await down(scene);
    assert.equal(await scene.page.evaluate(() => Reflect.get(globalThis, 'removed')), 6);
    assert.deepEqual(await scene.messages('seen'), []);
  });
}

/** @type {[string, string][]} what a page does to the holder once */
const TAMPERING = [
  ['removes it', 'holder.remove()'],
  ['moves it', 'document.body.append(holder)'],
  ['closes it', 'holder.hidePopover()'],
  ['marks it', 'holder.setAttribute("inert", "")'],
  ['takes its popover', 'holder.removeAttribute("popover")'],
];
for (const [what, deed] of TAMPERING) {
  test(`a page ${what} once: it is put back and counts as seen`, async () => {
    const scene = await saved(stage, `tamper-${what.replaceAll(' ', '-')}`, {
      ...offer('shown', { seen_after_ms: 2_000 }),
    });
    await standing(scene);
    await scene.page.evaluate((code) => {
      const holder = /** @type {HTMLElement} */ (document.documentElement.lastElementChild);
      if (code.includes('remove()')) holder.remove();
      else if (code.includes('append')) document.body.append(holder);
      else if (code.includes('hide')) holder.hidePopover();
      else if (code.includes('inert')) holder.setAttribute('inert', '');
      else holder.removeAttribute('popover');
    }, deed);
    await scene.until('seen');
    const holder = await lookAt(scene);
    assert.deepEqual([holder?.top, holder?.attributes, holder?.height], [true, ['popover'], 120]);
  });
}

test('styles of the page, however important, do not reach it', async () => {
  const js = `const sheet = new CSSStyleSheet();
    sheet.replaceSync('html > * { opacity: 0 !important; display: none !important;' +
      'transform: translate(-9000px) !important; width: 3px !important }');
    document.adoptedStyleSheets = [sheet];
    const back = new CSSStyleSheet();
    back.replaceSync('html > body { display: block !important; opacity: 1 !important;' +
      'transform: none !important; width: auto !important }');
    document.adoptedStyleSheets.push(back);`;
  const scene = await saved(stage, 'styled', { js, ...offer('shown') });
  await scene.until('seen');
  const holder = await standing(scene);
  assert.deepEqual([holder.width, holder.right, holder.under], [360, 16, true]);
});
