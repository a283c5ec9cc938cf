// The tab in front, which a test can only stand in for: in a real tab an extension's page is itself.

/** @typedef {import('./browser.mjs').Extension} Extension */
/** @typedef {{ id?: number, url?: string }} Front */

/**
 * Opens a page of the extension over a tab.
 * @param {Extension} extension
 * @param {string} path
 * @param {import('./browser.mjs').Answers} answers
 * @param {Front} front without an address: one that the extension may not know
 * @param {{ width?: number, height?: number }} [view]
 */
export async function openOver(extension, path, answers, front, view = {}) {
  await extension.answer(answers);
  const page = await extension.blank({ width: 360, height: 600, ...view });
  await page.addInitScript((front) => {
    Reflect.set(globalThis, 'front', front);
    const tabs = /** @type {any} */ (chrome.tabs);
    if (tabs) tabs.query = async () => [{ id: 7, ...Reflect.get(globalThis, 'front') }];
  }, front);
  await page.goto(`${extension.origin}/ui/${path}`);
  return page;
}

/** Another page comes to the front: the browser tells of it, as it does of every new tab. @param {Extension} extension @param {import('playwright-core').Page} page @param {Front} front */
export async function bringToFront(extension, page, front) {
  await page.evaluate((front) => Reflect.set(globalThis, 'front', front), front);
  const other = await extension.context.newPage();
  await other.close();
}
