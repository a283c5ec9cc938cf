/** The standard app: one record at a time; those that were shown before stay in the document. */
import { find, make } from './dom.js';
import { placeOf, recordPage } from './records.js';

/** @type {Map<string, HTMLElement>} */
const containers = new Map();

/** @param {string} pathname */
function containerFor(pathname) {
  const place = placeOf(pathname);
  if (place)
    return make(
      'div',
      'windowViewMode-normal oneContent oneRecordHomeFlexipage lafPageHost',
      recordPage(place),
    );
  const heading = pathname === '/lightning/page/home' ? 'Home' : "This page isn't here";
  return make(
    'div',
    'windowViewMode-normal oneContent plainPage lafPageHost',
    make('h1', '', heading),
  );
}

/** Shows the container of a path, made or kept from before. @param {URL} url */
export function showStandard({ pathname }) {
  const key = placeOf(pathname)?.view ?? pathname;
  const shown = containers.get(key) ?? containerFor(key);
  if (!containers.has(key)) find('main').append(shown);
  containers.set(key, shown);
  for (const other of containers.values()) other.classList.toggle('active', other === shown);
}
