// A page where a person presses and leaves things; what of that was told as an act.

import { eventually } from './stage.mjs';

/** Told last, so that everything before it has been told; keeps the focus where it is. */
const DONE = '<button id="done">Done</button>';
const KEEP_FOCUS = `document.querySelector('#done').addEventListener('mousedown', (event) => {
  event.preventDefault();
});`;

/**
 * @typedef {object} Setting
 * @property {string} html
 * @property {string} [js]
 * @property {object[]} acts
 * @property {object[]} [alternatives] of the one place that is read
 */

/**
 * Opens the page once it is being watched.
 * @param {Awaited<ReturnType<typeof import('./stage.mjs').openStage>>} stage
 * @param {string} name
 * @param {Setting & import('./stage.mjs').Json} setting
 */
export async function watched(stage, name, { html, js = '', acts, alternatives = [], ...more }) {
  const scene = await stage.scene(name, {
    html: html + DONE,
    js: js + KEEP_FOCUS,
    plan: {
      version: 'v1',
      root: [],
      // The second is what makes the page's first reading known.
      probes: [{ alternatives }, { alternatives: [{ select: '#done', take: 'text' }] }],
      acts: [...acts, { act: 'done', press: '#done' }],
      ...more,
    },
  });
  await scene.until('saw');
  return scene;
}

/**
 * What was told of the acts until now, in order.
 * @param {import('./stage.mjs').Scene} scene
 */
export async function toldActs(scene) {
  await scene.page.click('#done');
  const acts = await eventually(async () => {
    const told = (await scene.messages('saw')).filter((saw) => saw.act !== null);
    return told.at(-1)?.act === 'done' ? told : null;
  }, 'the last act is told');
  return acts.slice(0, -1);
}

/** @param {import('./stage.mjs').Json[]} acts */
export const names = (acts) => acts.map((saw) => saw.act);

/**
 * Runs code of the page as if by itself: playwright's way would count as the person's.
 * @param {import('playwright-core').Page} page
 * @param {string} expression
 */
export async function byItself(page, expression) {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression });
  await session.detach();
}
