// What a screen reader is told of a page, from Chromium's own accessibility tree.

/** Roles that a person can do something with. */
const USED = [
  'button',
  'checkbox',
  'combobox',
  'DisclosureTriangle',
  'link',
  'radio',
  'searchbox',
  'slider',
  'switch',
  'tab',
  'textbox',
];

/** What can be used and has no name. @param {import('playwright-core').Page} page @returns {Promise<string[]>} */
export async function silentParts(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter(
      ({ ignored, role, name }) => !ignored && USED.includes(role?.value) && !name?.value?.trim(),
    )
    .map(({ role }) => `a ${role?.value} has no name`);
}

/**
 * The tree of a page, a line a node. What a time says is the browser's to write, by its version.
 * @param {import('playwright-core').Page} page
 */
export async function treeOf(page) {
  const lines = (await page.locator('body').ariaSnapshot()).split('\n');
  return lines.map((line) => line.replace(/^(\s*- time):.*/, '$1'));
}
