// Scene 10, place: a card beside the field that it is about, folded and opened again by the person.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { picture } from './artefacts.mjs';
import { answer, cardShows, eachNudge, PRICING_OBJECTION, save, stage } from './stage.mjs';
import { until } from './until.mjs';

/** The height of a folded card. */
const FOLDED = 56;

/** @type {import("./stage.mjs").Stage} */
let day;
before(async () => {
  const anchored = (/** @type {string} */ nudge) =>
    nudge.includes('\napp: salesforce\n')
      ? nudge
          .replace('\napp: salesforce\n', '\napp: salesforce\nanchor: stage\n')
          .replace('least_invasive: panel', 'least_invasive: inline')
      : nudge;
  day = await stage({ content: (content) => eachNudge(content, anchored) });
});
after(() => day?.close());

/** @param {import("./chromium.mjs").Tab} tab */
const holder = (tab) =>
  tab.page.evaluate(() => {
    const all = [...document.documentElement.children];
    const it = all.find((each) => /^[a-z]{7}-[a-z]{7}$/.test(each.localName));
    const { left, top, right, bottom, height } = it?.getBoundingClientRect() ?? new DOMRect();
    return { left, top, right, bottom, height };
  });

test('it stands beside the stage, folds, opens, and takes an answer', async () => {
  const tab = await day.browser.tab();
  const mark = await day.browser.desk.mark();
  await save(day, tab, 1, PRICING_OBJECTION);
  const card = await cardShows(day, tab, mark);
  // The path's current step, which is where the stage is read.
  const step = await tab.page.locator('li.slds-is-current').first().boundingBox();
  const box = await holder(tab);
  await picture(tab, 'scene10', 'card beside the stage');
  assert.ok(step && box.height > FOLDED);
  const apart = box.right <= step.x || box.left >= step.x + step.width;
  assert.ok(apart && box.top <= step.y && box.bottom >= step.y, 'beside it, in line with it');
  await card.press('Make small');
  await until('it folded', async () => (await holder(tab)).height === FOLDED);
  await picture(tab, 'scene10', 'folded card beside the stage');
  await card.press('Cuecard: Trade, do not give, 1 minute');
  await until('it is open', async () => (await holder(tab)).height > FOLDED);
  await answer(day, tab, 'Done');
});
