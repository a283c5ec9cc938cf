// An inline card in Firefox, on the field of a Lightning record page.
import { after, before } from 'node:test';
import { inlinePack, LIGHTNING_FIELD } from './inline-pages.mjs';
import { bring, inlineTests } from './inline-scene.mjs';
import { stage } from './stage.mjs';

/** @type {import("./stage.mjs").Stage} */
let day;
/** @type {import("./stage.mjs").Tab} */
let tab;

before(async () => {
  day = await stage({ in: 'firefox', content: inlinePack });
  tab = await day.browser.tab();
  await bring({ day, tab }, LIGHTNING_FIELD);
});
after(() => day?.close());

inlineTests(() => ({ day, tab }), LIGHTNING_FIELD);
