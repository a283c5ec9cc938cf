// The colours of tokens.css, in both schemes, against WCAG 2.2 (1.4.3 and 1.4.11).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const CSS = readFileSync(new URL('../../extension/ui/pages/tokens.css', import.meta.url), 'utf8');
const TEXT = 4.5;
/** Edges of controls, marks of the focus, and pictures that say something. */
const SHAPE = 3;

/** @param {string} css @returns {Record<string, string>} */
const colours = (css) =>
  Object.fromEntries([...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((it) => [it[1], it[2]]));

const [light, darker] = CSS.split('@media (prefers-color-scheme: dark)').map(colours);
const SCHEMES = { light, dark: { ...light, ...darker } };

/** Relative luminance, as WCAG 2.2 defines it. @param {string} colour such as `#1d2021` */
function luminance(colour) {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((level) => (level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio, as WCAG 2.2 defines it. @param {string} one @param {string} other */
function contrast(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

test('the ratio is that of WCAG', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21);
  // The well-known grey that is just not enough.
  assert.ok(contrast('#777777', '#ffffff') < TEXT && contrast('#767676', '#ffffff') > TEXT);
});

const PAIRS = [
  {
    front: ['ink', 'ink-quiet', 'accent', 'wrong'],
    ground: ['surface', 'surface-raised'],
    least: TEXT,
  },
  { front: ['ink', 'ink-quiet', 'caution', 'accent'], ground: ['caution-surface'], least: TEXT },
  { front: ['on-accent'], ground: ['accent', 'accent-pressed'], least: TEXT },
  {
    front: ['control-line', 'accent', 'wrong'],
    ground: ['surface', 'surface-raised'],
    least: SHAPE,
  },
];
for (const [scheme, token] of Object.entries(SCHEMES)) {
  test(`${scheme}: every pair of tokens has contrast enough`, () => {
    const poor = PAIRS.flatMap(({ front, ground, least }) =>
      front.flatMap((one) =>
        ground
          .map((other) => ({ pair: `${one} on ${other}`, has: contrast(token[one], token[other]) }))
          .filter(({ has }) => !(has >= least))
          .map(({ pair, has }) => `${pair}: ${has.toFixed(2)} of ${least}`),
      ),
    );
    assert.deepEqual(poor, []);
  });
}

test('every colour is looked at, and dark has all of them', () => {
  const used = new Set(PAIRS.flatMap(({ front, ground }) => [...front, ...ground]));
  // What only divides carries no meaning.
  assert.deepEqual(
    Object.keys(light).filter((name) => !used.has(name)),
    ['line'],
  );
  assert.deepEqual(Object.keys(darker), Object.keys(light));
});
