// What a card looks like, in numbers: where every element is, and what colour. Pictures would differ with
// the fonts and the smoothing of each machine, and say that something changed but not what; in a font
// of our own (even-font.mjs) these numbers are the same wherever the browser is, and each has a name.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { evenFont, setInEvenFont } from './even-font.mjs';

/** Set to write what is seen instead of comparing it: then look at the difference in git, and at the gallery. */
const REWRITE = process.env.CUECARD_REWRITE_LAYOUTS === '1';
const FONT = evenFont();

/** Runs in the page: a line an element, in CSS pixels. @returns {string[]} */
export function boxes() {
  const all = [...document.querySelectorAll('#surface, #surface *')].filter((it) =>
    it.checkVisibility(),
  );
  return all.map((it) => {
    let depth = 0;
    for (let up = it.parentElement; up && up !== document.body; up = up.parentElement) depth += 1;
    const { x, y, width, height } = it.getBoundingClientRect();
    const sizes = [x, y, width, height].map(Math.round).join(' ');
    return `${'  '.repeat(depth)}${it.localName}${it.className ? `.${it.className.replaceAll(' ', '.')}` : ''} ${sizes}`;
  });
}

/** Runs in the page: a line for each kind of element, with its colours as drawn. @returns {string[]} */
export function colours() {
  const found = new Map();
  for (const it of document.querySelectorAll('#surface [class]')) {
    const { color, backgroundColor, borderTopColor, borderTopStyle } = getComputedStyle(it);
    const edge = borderTopStyle === 'none' ? '' : `, edge ${borderTopColor}`;
    found.set(it.className, `${it.className}: ${color} on ${backgroundColor}${edge}`);
  }
  return [...found.values()];
}

/** Lays a page out in the font of ours. @param {import('./walk.mjs').Walker} page */
export const setEvenly = (page) => page.evaluate(setInEvenFont, FONT);

/**
 * What was kept under this name, and what is seen now.
 * @param {string} name @param {string[]} seen
 */
export function kept(name, seen) {
  const file = fileURLToPath(new URL(`./layouts/${name}.txt`, import.meta.url));
  if (REWRITE) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${seen.join('\n')}\n`);
  }
  const was = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
  return { seen, was };
}
