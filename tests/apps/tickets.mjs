/** The words that the gestures of both applications share, whatever the application calls these things. */

/** @typedef {'summary' | 'description' | 'due' | 'start' | 'estimate' | 'priority' | 'status' | 'owner' |
 *   'rootCause'} Field */
/** What a person enters, by field; `status` is `started` or `resolved`, `owner` a login (Trac) or a name (Redmine).
 * @typedef {Partial<Record<Field, string>>} Values */
/** @typedef {{ field: string, from: string, to: string }} Change  `field` as the page names it */
/** One save, as the history shows it; `when` is the moment that the pointer finds on the relative one.
 * @typedef {{ by: string, when: string, changes: Change[], comment: string }} Entry */
/** @typedef {'mouse' | 'Enter'} By  how a person saves */

/**
 * Does what makes the browser load a page, and waits until that page is there.
 * @param {import('playwright-core').Page} page
 * @param {() => Promise<void>} act
 */
export async function loading(page, act) {
  const loaded = page.waitForEvent('load');
  await act();
  await loaded;
}

/** @param {import('playwright-core').Locator} place @returns {Promise<string>} its text, spaces made single */
export async function plainText(place) {
  return (await place.innerText()).replace(/\s+/g, ' ').trim();
}
