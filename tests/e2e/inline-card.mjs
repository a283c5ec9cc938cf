// A card beside its anchor, as a person finds it: where it stands, what it covers, what it keeps, and
// what it moves on the page.
import assert from 'node:assert/strict';
import { until } from './until.mjs';

/** @typedef {import("./stage.mjs").Tab} Tab */
/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */
/** @typedef {Box & { height: number, visible: boolean, view: { width: number, height: number } }} Standing */

/** The height of a folded card. */
export const FOLDED = 56;
/** What is further off does not stand beside, in CSS pixels. */
const NEAR = 8;

/** Where the holder stands, and in which window. @param {Pick<Tab, 'page'>} tab @returns {Promise<Standing>} */
export const holder = ({ page }) =>
  page.evaluate(() => {
    const all = [...document.documentElement.children];
    const it = all.find((each) => /^[a-z]{7}-[a-z]{7}$/.test(each.localName));
    const { left, top, right, bottom, height } = it?.getBoundingClientRect() ?? new DOMRect();
    const visible = it?.checkVisibility({ visibilityProperty: true }) === true;
    const view = { width: document.documentElement.clientWidth, height: innerHeight };
    return { left, top, right, bottom, height, visible, view };
  });

/** Waits until the holder stands like this. @param {Tab} tab @param {string} what @param {(now: Standing) => unknown} fits */
export const stands = (tab, what, fits) =>
  until(what, async () => {
    const now = await holder(tab);
    return fits(now) ? now : null;
  });

/** @param {Standing} now */
export const whole = ({ visible, height }) => visible && height > FOLDED;
/** @param {Standing} now */
export const folded = ({ visible, height }) => visible && height === FOLDED;

/** @param {Page} page @param {string} selector of what is there, the first of it @returns {Promise<Box>} */
export const boxOf = (page, selector) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { left, top, right, bottom };
    });

/** @param {Box} one @param {Box} other */
export const apart = (one, other) =>
  one.right <= other.left ||
  one.left >= other.right ||
  one.bottom <= other.top ||
  one.top >= other.bottom;

/** Waits until the whole card stands beside something, in line with it and in the window. @param {Tab} tab @param {string} anchor */
export async function standsBeside(tab, anchor) {
  await until(`it stands beside ${anchor}`, async () => {
    const [box, at] = [await holder(tab), await boxOf(tab.page, anchor)];
    const inLine = box.top <= at.bottom && box.bottom >= at.top;
    const gap = Math.min(Math.abs(box.left - at.right), Math.abs(at.left - box.right));
    const { width, height } = box.view;
    const inside = box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height;
    return whole(box) && inLine && gap <= NEAR && inside && apart(box, at);
  });
}

/** What the first tick and the mark of `begin` say later. @typedef {{ kept: boolean, ticks: boolean[] }} Kept */

/** Ticks the first step and marks the document, to be found again. @param {import("./hand.mjs").Hand} card */
export async function begin(card) {
  await card.locator('.ticks label').first().click();
  await card.evaluate(() => Reflect.set(globalThis, 'kept', true));
  assert.deepEqual(await keptBy(card), { kept: true, ticks: [true, false, false] });
}

/** @param {import("./hand.mjs").Hand} card @returns {Promise<Kept>} */
const keptBy = (card) =>
  card.evaluate(() => ({
    kept: Reflect.get(globalThis, 'kept') === true,
    ticks: [
      .../** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('.ticks input')),
    ].map(({ checked }) => checked),
  }));

/** The card is the one that was begun: its frame was never loaded anew. @param {Tab} tab */
export async function isTheSame(tab) {
  const card = await until('the card is on the page', () => tab.card());
  assert.deepEqual(await keptBy(card), { kept: true, ticks: [true, false, false] });
}

/** Marks what a selector means now. @param {Page} page @param {string} selector */
export const mark = (page, selector) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => Reflect.set(element, 'cuecardMarked', true));

/** Waits until a selector means another element than the one that was marked. @param {Page} page @param {string} selector */
export const isAnother = (page, selector) =>
  until(`${selector} is another element`, () =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => !Reflect.has(element, 'cuecardMarked')),
  );

/** How many of many points of an element the card takes. @param {Page} page @param {string} selector */
export const covered = (page, selector) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const POINTS = 24;
      const all = [...document.documentElement.children];
      const it = all.find((each) => /^[a-z]{7}-[a-z]{7}$/.test(each.localName));
      const { left, top, width, height } = element.getBoundingClientRect();
      const shares = Array.from({ length: POINTS + 1 }, (_, step) => step / POINTS);
      return shares
        .flatMap((x) => shares.map((y) => [left + x * width, top + y * height]))
        .filter(([x, y]) => document.elementFromPoint(x, y) === it).length;
    });

/** What of the page the folded card leaves no way to press, wherever the page is scrolled. @param {Page} page @returns {Promise<string[]>} */
export const unreachable = (page) =>
  page
    .locator(':is(a[href], button, input, select, textarea, [tabindex]):not([tabindex="-1"])')
    .evaluateAll(async (elements) => {
      const all = [...document.documentElement.children];
      const it = all.find((each) => /^[a-z]{7}-[a-z]{7}$/.test(each.localName));
      const painted = () =>
        new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)));
      const found = [];
      for (const element of elements) {
        if (!element.checkVisibility({ visibilityProperty: true })) continue;
        element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
        await painted();
        const { left, top, width, height } = element.getBoundingClientRect();
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        if (it && hit === it) found.push(element.outerHTML.slice(0, 120));
      }
      return found;
    });

/** From now on the page notes what of it is shifted, whoever's doing it is. @param {Page} page */
export const watchShifts = (page) =>
  page.evaluate(() => {
    /** @param {Node | null} node */
    const nameOf = (node) => {
      const element = node instanceof Element ? node : (node?.parentElement ?? null);
      const name = element?.getAttribute('data-testid') ?? element?.getAttribute('class') ?? '';
      return `${element?.localName} ${name}`.trim();
    };
    /** @type {string[]} */
    const shifted = [];
    Reflect.set(globalThis, 'shifted', shifted);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        for (const { node } of Reflect.get(entry, 'sources')) shifted.push(nameOf(node));
    }).observe({ type: 'layout-shift' });
  });

/** What of the page was shifted, the card's own box left out. @param {Page} page @returns {Promise<Set<string>>} */
export async function shifts(page) {
  /** @type {string[]} */
  const shifted = await page.evaluate(async () => {
    await new Promise((then) => requestAnimationFrame(() => setTimeout(then)));
    return Reflect.get(globalThis, 'shifted');
  });
  return new Set(shifted.filter((name) => !/^[a-z]{7}-[a-z]{7}$/.test(name)));
}
