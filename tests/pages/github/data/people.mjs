/** Who works on acme/rocket. */

/** The person of the browser's session. */
export const ME = 'robin-vale';
/** The colleague who reviews most. */
export const COLLEAGUE = 'sam-okoro';

/** What GitHub's badge says of a person's tie to the repository. @type {Record<string, string>} */
const TIES = { [ME]: 'Member', [COLLEAGUE]: 'Member', 'dana-lindt': 'Contributor' };

/** @param {string} login @returns {boolean} */
export const isBot = (login) => login.endsWith('[bot]');

/** @param {string} login @returns {string} the name as pages show it: a bot's without the `[bot]` of the API */
export const shownLogin = (login) => login.replace(/\[bot\]$/, '');

/** @param {string} login @returns {string} */
export const profilePath = (login) => (isBot(login) ? `/apps/${shownLogin(login)}` : `/${login}`);

/** @param {string} login @returns {string | undefined} */
export const tieOf = (login) => TIES[login];
