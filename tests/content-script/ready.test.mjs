// A holder that is made ready after a save: its card loads before there is a moment.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { down, offer, order, saved, standing } from './moment.mjs';
import { eventually, openStage } from './stage.mjs';

/** @type {import('./moment.mjs').Stage} */
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** @typedef {import('./stage.mjs').Scene} Scene */

/** A page on which a save has made a card ready. @param {string} name */
async function readied(name) {
  const scene = await saved(stage, name, { soon: true });
  const holder = await standing(scene);
  await eventually(async () => scene.page.frames().length === 2, 'the card loads');
  return { scene, holder };
}

/** The page comes to show what was saved, which brings a moment. @param {Scene} scene @param {string} arm */
async function shows(scene, arm) {
  const { save } = offer(arm).offers;
  await scene.rescript({ offers: { '': save } });
  await scene.page.evaluate(() => {
    const place = document.querySelector('#stage');
    if (place) place.textContent = 'Won';
  });
}

test('it takes no room, stops no key, and says nothing', async () => {
  const { scene, holder } = await readied('unseen');
  const { width, height, top, under, attributes, shadow } = holder;
  assert.deepEqual([width, height, top, under], [0, 0, false, false]);
  assert.deepEqual([attributes, shadow], [[], null]);
  await scene.page.focus('#save');
  await scene.page.keyboard.press('Tab');
  assert.equal(await scene.page.evaluate(() => document.activeElement?.localName), 'body');
  assert.deepEqual(await order(scene, ['placed', 'painted', 'seen', 'gone']), []);
});

test('shown: the same holder, whose card is there at once', async () => {
  const { scene, holder } = await readied('shown');
  const [, card] = scene.page.frames();
  await shows(scene, 'shown');
  await scene.until('seen');
  const after = await standing(scene);
  assert.deepEqual([after.name, after.top, after.width], [holder.name, true, 360]);
  assert.equal(scene.page.frames()[1], card, 'it did not load again');
  assert.deepEqual(await order(scene, ['placed', 'painted', 'seen']), [
    'placed',
    'painted',
    'seen',
  ]);
});

test('withheld: the same holder, without a card', async () => {
  const { scene, holder } = await readied('withheld');
  await shows(scene, 'withheld');
  await scene.until('seen');
  const after = await standing(scene);
  assert.deepEqual([after.name, after.top, after.width], [holder.name, true, 0]);
  assert.equal(scene.page.frames().length, 1);
  assert.deepEqual(await order(scene, ['placed', 'painted', 'seen']), ['placed', 'seen']);
});

test('a page that took it away gets it back with its moment', async () => {
  const { scene, holder } = await readied('taken');
  await scene.page.evaluate((name) => document.querySelector(name)?.remove(), holder.name);
  await down(scene);
  await shows(scene, 'shown');
  await scene.until('seen');
});

test('the page has no way to name a moment to it', async () => {
  const { scene } = await readied('named');
  assert.deepEqual(
    await scene.page.evaluate(() => [frames.length, document.querySelectorAll('iframe').length]),
    [0, 0],
  );
});

for (const [name, leave] of /** @type {[string, (scene: Scene) => Promise<unknown>][]} */ ([
  ['nothing comes of the save', async () => {}],
  [
    'the person leaves the record',
    ({ page }) => page.evaluate(() => history.pushState(null, '', 'elsewhere')),
  ],
])) {
  test(`${name}: it goes without a word`, async () => {
    const { scene } = await readied(name.replaceAll(' ', '-'));
    await leave(scene);
    await down(scene);
    assert.deepEqual(await order(scene, ['placed', 'gone', 'seen']), []);
  });
}
