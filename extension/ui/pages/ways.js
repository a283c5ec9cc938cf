// @ts-check
// Where the first card will come from: by role, from what the built-in packs say.

/** As many ways to a first card as one reads. */
const MOST = 3;

/** @typedef {{ apps: { app: string, title: string }[], sites: { title: string, granted?: boolean }[], settings: { role?: string | null } }} Status */
/** @typedef {{ roles?: string[], apps?: string[], why?: string }} Part */

/**
 * System and reason of each aid for the person's role; allowed systems first.
 * @param {Status} status
 * @param {Part[]} nudges each in two parts: what it is for, and what people read
 */
export function waysToACard({ apps, sites, settings: { role } }, nudges) {
  const rules = nudges.filter((_, place) => place % 2 === 0);
  const all = rules.flatMap((rule, place) => {
    if (!role || !rule.roles?.includes(role)) return [];
    const titles = apps.filter(({ app }) => rule.apps?.includes(app)).map(({ title }) => title);
    const allowed = sites.some(({ title, granted }) => granted && titles.includes(title));
    return [{ where: titles, why: nudges[place * 2 + 1]?.why ?? '', allowed }];
  });
  return all.toSorted((one, other) => Number(other.allowed) - Number(one.allowed)).slice(0, MOST);
}
