/** People of the site. The browser's session is always `ME`. */

/** @typedef {{ accountId: string, displayName: string }} Person */

/** @type {Person} */
export const ME = { accountId: '5f3a1c7e9b0d4a0068a1e201', displayName: 'Robin Vale' };
/** @type {Person} */
export const COLLEAGUE = { accountId: '5f3a1c7e9b0d4a0068a1e202', displayName: 'Sam Okoro' };
/** Reports issues and does nothing else. @type {Person} */
export const REPORTER = {
  accountId: '712020:9d1b6c0a-0f7e-4a53-8f39-2f4f5d3f7c11',
  displayName: 'Lena Brandt',
};

/** @param {string | null} accountId @returns {Person | null} */
export const personOf = (accountId) =>
  [ME, COLLEAGUE, REPORTER].find((person) => person.accountId === accountId) ?? null;
