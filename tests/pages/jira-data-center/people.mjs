/** People of the organisation. The browser's session is always `ME`. */
export const ME = 'rvale';
export const COLLEAGUE = 'sokoro';

/** Full names by user name. @type {Record<string, string>} */
export const PEOPLE = { [ME]: 'Robin Vale', [COLLEAGUE]: 'Sam Okoro', hberg: 'Hanna Bergström' };
