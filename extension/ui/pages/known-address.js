// @ts-check
// Which address of which system one is, as the engine reads it (src/adapter/site.rs): so that it can be written
// anew from the adapter's own pattern, with nothing in it that the pattern does not ask for.

/**
 * As much of a compiled adapter as addresses need.
 * @typedef {{ find?: { part?: string }[] }} FactSpec
 * @typedef {{ path: string[], facts: Record<string, FactSpec> }} PageSpec
 * @typedef {{ app: string, hosts?: string[], pages: PageSpec[] }} Adapter
 *
 * @typedef {object} Located
 * @property {Adapter} adapter
 * @property {string} host
 * @property {string} pattern
 * @property {Map<string, string>} parts by their names in the pattern
 * @property {Map<string, string>} facts names of facts that are parts of the address → the part's name
 */

/** Whether a host is a pattern, or a subdomain of what follows its `*.`. @param {string} pattern @param {string} host */
const hostFits = (pattern, host) =>
  pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;

/**
 * The first page whose pattern an address fits.
 * @param {string} url @param {Adapter[]} adapters @param {Record<string, string>} own host → its app, as the person said
 * @returns {Located | undefined}
 */
export function locate(url, adapters, own = {}) {
  const { hostname: host, pathname, search, hash } = new URL(url);
  for (const adapter of adapters) {
    const isHere =
      adapter.app === own[host] || adapter.hosts?.some((pattern) => hostFits(pattern, host));
    if (!isHere) continue;
    for (const page of adapter.pages) {
      for (const pattern of page.path) {
        const parts = partsOf(pattern, pathname, search.slice(1), hash.slice(1));
        if (parts) return { adapter, host, pattern, parts, facts: factsOf(page) };
      }
    }
  }
  return undefined;
}

/** @param {PageSpec} page */
function factsOf({ facts }) {
  const found = Object.entries(facts).map(([name, { find }]) => [name, find?.[0]?.part]);
  return new Map(/** @type {[string, string][]} */ (found.filter(([, part]) => part)));
}

/** Its path, its wanted parameters and its route. @param {string} pattern */
function split(pattern) {
  const [address, route = ''] = pattern.split('#');
  const [path, query = ''] = address.split('?');
  const wanted = query.split('&').filter(Boolean);
  return {
    path: segments(path),
    query: wanted.map((pair) => /** @type {[string, string]} */ (pair.split('='))),
    route: segments(route),
  };
}

/** @param {string} path */
const segments = (path) => path.split('/').filter((segment) => segment !== '' && segment !== '!');

/** @param {string} pattern @param {string} path @param {string} query @param {string} hash */
function partsOf(pattern, path, query, hash) {
  const wanted = split(pattern);
  /** @type {Map<string, string>} */
  const parts = new Map();
  const given = query.split('&').map((pair) => pair.split('='));
  const fits =
    pathFits(wanted.path, segments(path), parts) &&
    wanted.query.every(([name, value]) =>
      given.some(([other, raw = '']) => other === name && segmentFits(value, raw, parts)),
    ) &&
    (wanted.route.length === 0 ||
      pathFits(wanted.route, segments(hash.split('?')[0] ?? ''), parts));
  return fits ? parts : undefined;
}

/** @param {string[]} wanted @param {string[]} given @param {Map<string, string>} parts */
function pathFits(wanted, given, parts) {
  const any = wanted.indexOf('**');
  const skipped = given.length - wanted.length + 1;
  if (any >= 0 && skipped < 0) return false;
  const left = any < 0 ? given : given.toSpliced(any, skipped);
  const asked = wanted.filter((segment) => segment !== '**');
  return (
    asked.length === left.length &&
    asked.every((segment, place) => segmentFits(segment, left[place] ?? '', parts))
  );
}

/** @param {string} wanted @param {string} given @param {Map<string, string>} parts */
function segmentFits(wanted, given, parts) {
  const name = partName(wanted);
  if (name === undefined) return wanted === '*' || wanted === given;
  const plain = /^[\w\-.~:@]+$/.test(given);
  if (plain) parts.set(name, given);
  return plain;
}

/** @param {string} segment */
const partName = (segment) => /^\{(.+)\}$/.exec(segment)?.[1];

/**
 * The address that a pattern makes of these parts: what it leaves open is left out.
 * @param {string} host @param {string} pattern @param {(part: string) => string} fill
 */
export function written(host, pattern, fill) {
  const { path, query, route } = split(pattern);
  const filled = (/** @type {string} */ segment) => {
    const name = partName(segment);
    return name === undefined ? segment : fill(name);
  };
  const joined = (/** @type {string[]} */ all) =>
    `/${all
      .filter((segment) => segment !== '**')
      .map((segment) => (segment === '*' ? 'any' : filled(segment)))
      .join('/')}`;
  const asked = query.map(([name, value]) => `${name}=${filled(value)}`).join('&');
  return `https://${host}${joined(path)}${asked && `?${asked}`}${route.length > 0 ? `#${joined(route)}` : ''}`;
}
