// Finds words that a page says without its catalogue. Only in a made language: there, what comes from the
// catalogue is marked.

/** Whatever else is on the page is data: its letters are those of the worker's answers. */
const LETTERS = /\p{L}/u;
/** A word of plain letters, which no sentence of a made language has. */
const PLAIN_WORD = /(?<!\p{L})[A-Za-z]{2,}(?!\p{L})/gu;
/** What a page is called until it has its language, and what no language calls otherwise. */
const OURS = 'Cuecard';
/** Before the name of a field of an organisation's own. */
const OWN_FIELD = /^field:/;
const INNERMOST = /⟦[^⟦⟧]*⟧/gu;
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/gu;
/** English for the browser's own dates. @param {'long' | 'short'} width */
const dateWords = (width) =>
  Array.from({ length: 12 }, (_, month) =>
    new Date(2026, month, 1 + month).toLocaleString('en', { month: width, weekday: width }),
  ).join(' ');
/** English for the browser's own lists. */
const LISTS = /** @type {const} */ (['conjunction', 'disjunction'])
  .map((type) => new Intl.ListFormat('en', { type }).format(['', '', '']))
  .join(' ');
const DATES = `${dateWords('long')} ${dateWords('short')} AM PM`;

/** Every text in the worker's answers, and every name, as people read names. @param {unknown} value @returns {string[]} */
export function textsOf(value) {
  if (typeof value === 'string') {
    return [value.trim(), value.replaceAll('_', ' '), value.replace(OWN_FIELD, '')];
  }
  if (typeof value === 'number') return [String(value)];
  if (!value || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, part]) => [...textsOf(name), ...textsOf(part)]);
}

/**
 * What is said on the page, also to a screen reader only. Runs in the page.
 * @returns {string[]}
 */
export function said() {
  const found = [document.title];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    // A time is the browser's to write, and bytes are shown as they are.
    if (!node.parentElement?.closest('time, pre, script')) found.push(node.textContent ?? '');
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [alt], [placeholder]')) {
    for (const name of ['aria-label', 'title', 'alt', 'placeholder']) {
      found.push(element.getAttribute(name) ?? '');
    }
  }
  return found.map((text) => text.trim()).filter((text) => text !== '');
}

/**
 * Those of these texts that are neither from the catalogue nor from the worker, or not whole.
 * @param {string[]} texts @param {unknown} answers
 */
export function strangers(texts, answers) {
  const data = textsOf(answers);
  const words = new Set(`${data.join(' ')} ${DATES} ${LISTS}`.match(PLAIN_WORD));
  // What the worker says in sentences may stand beside other words.
  const sentences = data.filter((text) => text.endsWith('.'));
  return texts.filter((marked) => {
    const text = marked.replace(DIRECTIONS, '');
    if (text === OURS || data.includes(text)) return false;
    let rest = sentences.reduce((left, sentence) => left.replaceAll(sentence, ''), text);
    for (let before = ''; before !== rest; ) {
      before = rest;
      rest = rest.replace(INNERMOST, '');
    }
    const foreign = (text.match(PLAIN_WORD) ?? []).filter((word) => !words.has(word));
    return LETTERS.test(rest) || /[⟦⟧]/.test(rest) || foreign.length > 0;
  });
}
