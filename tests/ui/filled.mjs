// Parts of the options page read what is kept and come a moment after the rest, which they push down: nothing is looked
// at, and nobody walks on by keys, before they are there.
import { until } from '../e2e/until.mjs';

/** @param {{ evaluate: (code: any) => Promise<any> }} page */
export const filled = (page) =>
  until('what is kept is on the page', () =>
    page.evaluate(() =>
      [...document.querySelectorAll('kept-data, author-mode')].every((part) => part.firstChild),
    ),
  );
