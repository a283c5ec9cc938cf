// The languages that pages are looked at in: the two that Cuecard speaks, and two that nobody does.
// Those are made of English: what a page says without the catalogue stands out, as it stays plain.
import { catalogue } from './stand-in.mjs';

/** @typedef {import('./stand-in.mjs').Catalogue} Catalogue */

const PLAIN = 'AaBCcDdEeFGgHhIiJjKkLlMNnOoPQRrSsTtUuVWwXYyZz';
const MARKED = 'ÅåƁÇçÐðÉéƑĜĝĤĥÎîĴĵĶķĻļṀÑñÖöÞǪŔŕŠšŢţÛûṼŴŵẊÝýŽž';
/**
 * How much longer than English a sentence becomes: translations of short labels often double, those of
 * sentences grow by a third (W3C, "Text size in translation").
 */
const LONGER_LABEL = 1;
const LONGER_SENTENCE = 0.35;
const LABEL = 20;
const FILLER = 'ẋý ẑåñð ţŵö ðŕéî ĝŕö ';
/** Around what runs against the page's own direction: as if its letters were those of Hebrew or Arabic. */
const [MIRROR, UNMIRROR] = ['\u202e', '\u202c'];
const PLACE = /(\$\d)/;
/** Data for the machine, not words: the language and direction of the page, and the file with the content. */
export const NOT_WORDS = ['language', 'direction', 'content'];

/** @param {string} text with places such as `$1`, which stay */
export function pseudo(text) {
  const marked = [...text].map((letter) => {
    const at = PLAIN.indexOf(letter);
    return at < 0 ? letter : [...MARKED][at];
  });
  const share = text.length < LABEL ? LONGER_LABEL : LONGER_SENTENCE;
  const more = Math.ceil(text.length * share);
  const filler = FILLER.repeat(Math.ceil(more / FILLER.length))
    .slice(0, more)
    .trim();
  return `⟦${marked.join('')} ${filler}⟧`;
}

/** The same, running from right to left; what is filled in keeps its own way. @param {string} text */
const mirrored = (text) =>
  pseudo(text)
    .split(PLACE)
    .map((part) => (PLACE.test(part) || part === '' ? part : MIRROR + part + UNMIRROR))
    .join('');

/** @param {string} language @param {string} direction @returns {Catalogue} */
function pseudoCatalogue(language, direction) {
  const made = direction === 'rtl' ? mirrored : pseudo;
  const sentences = Object.entries(catalogue('en')).map(([key, { message }]) => {
    return [key, { message: NOT_WORDS.includes(key) ? message : made(message) }];
  });
  return {
    ...Object.fromEntries(sentences),
    language: { message: language },
    direction: { message: direction },
  };
}

/**
 * The catalogue of a language. Both made ones are English for the browser's own dates and numbers, with
 * the private tags that browsers' makers use for such languages.
 * @param {string} language @returns {Catalogue}
 */
export function sentencesOf(language) {
  if (language === 'en-XA') return pseudoCatalogue(language, 'ltr');
  if (language === 'en-XB') return pseudoCatalogue(language, 'rtl');
  return catalogue(language === 'de' ? 'de' : 'en');
}
