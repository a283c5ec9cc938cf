/** The browser's session. The person is always `ME`. */
export const SESSION = 'JSESSIONID=workplace-session';

/** What every save must repeat, so that no other site can save. Scripts of the page find it in a cookie of its own. */
export const TOKEN = 'BWKP-ACME-TOKEN_lin';
