// The holder of a moment: how it stands on a page, when it counts as seen, how it goes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { down, HTML, lookAt, offer, order, PLAN, saved, standing } from './moment.mjs';
import { eventually, openStage } from './stage.mjs';

/** @type {import('./moment.mjs').Stage} */
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

test('shown: closed root, top layer, bottom right, above everything, in the card’s size', async () => {
  const html = `${HTML}<div id="cover"></div>`;
  const js = `Object.assign(document.querySelector('#cover').style,
    { position: 'fixed', inset: '50% 0 0 50%', zIndex: '2147483647', background: 'tan' });`;
  const scene = await saved(stage, 'shown', { html, js, ...offer('shown') });
  await scene.until('seen');
  const holder = await standing(scene);
  assert.match(holder.name, /^[a-z]{7}-[a-z]{7}$/);
  assert.deepEqual(
    { ...holder, name: '' },
    {
      count: 1,
      name: '',
      attributes: ['popover'],
      shadow: null,
      children: 0,
      top: true,
      right: 16,
      bottom: 16,
      width: 360,
      height: 120,
      under: true,
    },
  );
  assert.deepEqual(await order(scene, ['placed', 'painted', 'seen', 'gone']), [
    'placed',
    'painted',
    'seen',
  ]);
  await scene.page.setViewportSize({ width: 320, height: 400 });
  await scene.tell({ kind: 'size', moment: 'm-shown', height: 9_000 });
  const clamped = await eventually(async () => {
    const now = await lookAt(scene);
    return now && now.height > 200 ? now : null;
  }, 'the new size');
  // All that the window has below the button that was pressed and has the focus.
  const below = await scene.page.evaluate(
    () => 400 - 16 - 4 - Number(document.querySelector('#save')?.getBoundingClientRect().bottom),
  );
  assert.equal(clamped.width, 288);
  assert.ok(Math.abs(clamped.height - below) < 1, `${clamped.height} of ${below}`);
});

test('withheld: the same steps, and nothing to see or press', async () => {
  const scene = await saved(stage, 'withheld', offer('withheld'));
  await scene.until('seen');
  const holder = await standing(scene);
  assert.deepEqual([holder.width, holder.height, holder.under], [0, 0, false]);
  assert.deepEqual([holder.shadow, holder.top, holder.children], [null, true, 0]);
  assert.deepEqual(await order(scene, ['placed', 'painted', 'seen', 'gone']), ['placed', 'seen']);
  assert.equal(scene.page.frames().length, 1, 'no frame');
});

test('the worker says no: what was on its way is taken off again, unseen', async () => {
  const scene = await saved(stage, 'no-go', { go: false, ...offer('shown') });
  await scene.until('gone');
  await down(scene);
  assert.deepEqual(await order(scene, ['placed', 'seen', 'gone']), ['placed', 'gone']);
});

for (const arm of ['shown', 'withheld']) {
  test(`${arm}: taken down by the worker before it was seen`, async () => {
    const scene = await saved(stage, `closed-${arm}`, offer(arm, { seen_after_ms: 600_000 }));
    await standing(scene);
    await scene.tell({ kind: 'close', moment: 'another' });
    assert.ok(await lookAt(scene), 'another moment’s message is not ours');
    await scene.tell({ kind: 'close', moment: `m-${arm}` });
    await scene.until('gone');
    await down(scene);
    assert.deepEqual(await scene.messages('seen'), []);
  });

  test(`${arm}: the person leaves the record, but a change of hash is not leaving`, async () => {
    const scene = await saved(stage, `left-${arm}`, offer(arm, { seen_after_ms: 600_000 }));
    await standing(scene);
    await scene.page.evaluate(() => history.pushState(null, '', '#tab'));
    await scene.until('arrived', 2);
    assert.ok(await lookAt(scene));
    await scene.page.evaluate(() => history.pushState(null, '', 'elsewhere'));
    await scene.until('gone');
    await down(scene);
  });

  test(`${arm}: seen is repeated until it is acknowledged`, async () => {
    const scene = await saved(stage, `deaf-${arm}`, { deaf: 'seen', ...offer(arm) });
    await scene.until('seen', 2);
    await scene.rescript({ deaf: null });
    const { length } = await scene.messages('seen');
    await scene.until('seen', length + 1);
    await scene.page.waitForTimeout(2_500);
    assert.equal((await scene.messages('seen')).length, length + 1);
  });

  test(`${arm}: a page that goes away unseen says so`, async () => {
    const scene = await saved(stage, `unload-${arm}`, offer(arm, { seen_after_ms: 600_000 }));
    await standing(scene);
    await scene.page.goto('about:blank');
    await scene.until('gone');
  });
}

test('a card that has not painted is not seen', async () => {
  const scene = await saved(stage, 'unpainted', offer('shown', { moment: 'unpainted-1' }));
  await standing(scene);
  await scene.page.waitForTimeout(1_500);
  assert.deepEqual(await scene.messages('seen'), []);
  assert.ok(await lookAt(scene));
  await scene.tell({ kind: 'painted', moment: 'unpainted-1' });
  await scene.until('seen');
});

for (const arm of ['shown', 'withheld']) {
  test(`${arm}: the time in a hidden tab does not count`, async () => {
    const scene = await saved(stage, `hidden-${arm}`, offer(arm, { seen_after_ms: 1_500 }));
    await standing(scene);
    const state = () => scene.page.evaluate(() => document.visibilityState);
    await stage.control.bringToFront();
    await eventually(async () => (await state()) === 'hidden', 'the tab is hidden');
    await scene.page.waitForTimeout(3_000);
    assert.deepEqual(await scene.messages('seen'), []);
    assert.ok(await lookAt(scene));
    await scene.page.bringToFront();
    await eventually(async () => (await state()) === 'visible', 'the tab is visible');
    await scene.until('seen');
  });
}

test('focus: none taken, and given back when the card closes', async () => {
  const scene = await saved(stage, 'focus', offer('shown'));
  await scene.until('seen');
  const focused = () => scene.page.evaluate(() => document.activeElement?.id ?? '');
  assert.equal(await focused(), 'save');
  const card = scene.page.frames().find((each) => each.url().includes('card.html'));
  await card?.click('button');
  assert.equal(await focused(), '');
  await scene.tell({ kind: 'close', moment: 'm-shown' });
  await down(scene);
  assert.equal(await focused(), 'save');
  assert.deepEqual(await scene.messages('gone'), [], 'it had been seen');
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`no backdrop behind a transparent card, ${colorScheme}`, async () => {
    const js = `document.documentElement.style.background = 'rgb(200, 30, 90)';`;
    const scene = await stage.scene(`backdrop-${colorScheme}`, {
      ...{ html: HTML, js, plan: PLAN },
      ...offer('shown'),
    });
    await scene.page.emulateMedia({ colorScheme });
    await scene.until('saw');
    await scene.page.click('#save');
    await scene.until('seen');
    const shot = (await scene.page.screenshot()).toString('base64');
    const pixel = await stage.control.evaluate(async (data) => {
      const image = await createImageBitmap(
        await (await fetch(`data:image/png;base64,${data}`)).blob(),
      );
      const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
      canvas?.drawImage(image, 0, 0);
      return [...(canvas?.getImageData(image.width - 30, image.height - 30, 1, 1).data ?? [])];
    }, shot);
    assert.deepEqual(pixel, [200, 30, 90, 255]);
  });
}

test('the worker is killed while a moment stands: seen still arrives', async () => {
  const scene = await saved(stage, 'killed', offer('shown', { seen_after_ms: 1_000 }));
  await scene.until('painted');
  await stage.killWorker();
  await scene.until('seen');
});
