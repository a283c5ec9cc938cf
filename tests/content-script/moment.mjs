// A page that is offered a moment, and what it can find out about the holder.

import { eventually } from './stage.mjs';

/** @typedef {Awaited<ReturnType<typeof import('./stage.mjs').openStage>>} Stage */

export const PLAN = {
  version: 'v1',
  root: [],
  probes: [{ alternatives: [{ select: '#stage', take: 'text' }] }],
  acts: [{ act: 'save', press: '#save' }],
};
export const HTML = '<p id="stage">Proposal</p><button id="save">Save</button>';

/** @param {string} arm @param {object} [more] */
export const offer = (arm, more) => ({
  offers: { save: { moment: `m-${arm}`, arm, seen_after_ms: 300, surface: 'panel', ...more } },
});

/**
 * A page on which the person has pressed Save, which the worker answers with a moment.
 * @param {Stage} stage
 * @param {string} name
 * @param {import('./stage.mjs').Json} setting
 */
export async function saved(stage, name, setting) {
  const scene = await stage.scene(name, { html: HTML, plan: PLAN, ...setting });
  await scene.until('saw');
  await scene.page.click('#save');
  return scene;
}

/** What the page itself can find out about the holder. @param {import('./stage.mjs').Scene} scene */
export const lookAt = ({ page }) =>
  page.evaluate(() => {
    const added = [...document.documentElement.children].filter(
      (each) => each !== document.head && each !== document.body,
    );
    const [holder] = added;
    if (!(holder instanceof HTMLElement)) return null;
    const box = holder.getBoundingClientRect();
    return {
      count: added.length,
      name: holder.localName,
      attributes: holder.getAttributeNames(),
      shadow: holder.shadowRoot,
      children: holder.childNodes.length,
      top: holder.matches(':popover-open'),
      right: innerWidth - box.right,
      bottom: innerHeight - box.bottom,
      width: box.width,
      height: box.height,
      under: document.elementFromPoint(innerWidth - 40, innerHeight - 40) === holder,
    };
  });

/** @param {import('./stage.mjs').Scene} scene */
export const standing = (scene) => eventually(() => lookAt(scene), 'a holder');
/** @param {import('./stage.mjs').Scene} scene */
export const down = (scene) => eventually(async () => !(await lookAt(scene)), 'the holder is down');

/** @param {import('./stage.mjs').Scene} scene @param {string[]} kinds */
export const order = async (scene, kinds) =>
  (await scene.messages()).map((each) => each.kind).filter((kind) => kinds.includes(kind));
