// @ts-check
/**
 * What is left of a ledger when the person deletes their history, or everything. Attention that was
 * asked for stays asked for: deleting wins no second budget, and nobody is counted twice.
 */

/** @typedef {{state: string, day: string, at: number, pack: string, arm: string, seconds: number, pulled?: boolean}} Moment */
/** @typedef {{muted?: boolean, first?: object, draws?: number}} Lineage */
/**
 * @typedef {object} Ledger
 * @property {number} format
 * @property {object} settings
 * @property {string} [quiet_until]
 * @property {Moment[]} [moments]
 * @property {Record<string, Lineage>} [lineages]
 * @property {Record<string, string>} [reported]
 */

/** States in which a moment counts as spent. One that is only reserved cannot be taken up any more. */
const SPENT = ['placed', 'committed'];

/**
 * The choices stay. Of the history stays what the promises to the person and to others rest on:
 * which aids are muted, that each had its first moment, what was reported this week, and
 * when how much of the running period was spent, without saying on what.
 * @param {Ledger} ledger
 * @param {string} since first day of the period whose budget runs
 */
export function withoutHistory(
  { format, settings, quiet_until, moments, lineages, reported },
  since,
) {
  const spent = spentSince(moments, since).map(({ pack, at, day, arm, seconds, pulled }) => {
    const nameless = { id: '', nudge: '', record: '', tab: -1, state: 'committed', over: true };
    return { ...nameless, pack, at, day, arm, seconds, pulled };
  });
  /** @type {Record<string, Lineage>} */
  const known = {};
  for (const [nudge, { muted, first, draws }] of Object.entries(lineages ?? {})) {
    if (muted || first) known[nudge] = { muted, first, draws };
  }
  return { format, settings, quiet_until, moments: spent, lineages: known, reported };
}

/**
 * Nothing stays. Where something was spent it is quiet until the next Monday, as after a loss.
 * @param {Ledger} ledger
 * @param {string} since first day of the period whose budget runs
 * @param {string} monday the next one
 */
export function withoutAnything({ format, quiet_until, moments }, since, monday) {
  return { format, quiet_until: spentSince(moments, since).length > 0 ? monday : quiet_until };
}

/** @param {Moment[] | undefined} moments @param {string} since */
function spentSince(moments, since) {
  return (moments ?? []).filter(({ state, day }) => SPENT.includes(state) && day >= since);
}

/** The Monday of a day's week, or of one so many weeks later. @param {Date} now @param {number} later */
export function monday(now, later) {
  // Noon: a day of 23 hours has one, too.
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate(), 12);
  day.setDate(day.getDate() - ((day.getDay() + 6) % 7) + later * 7);
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
