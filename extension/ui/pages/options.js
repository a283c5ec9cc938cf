// @ts-check
// The parts of the options page that show what is kept and what is built in: elements that fill
// themselves. They are not in the compiled pages, whose bytes the card and the popup pay for, too.
import { AuthorMode } from './author.js';
import { everything } from './kept.js';
import { partsOf } from './parts.js';
import { statements, table } from './record.js';
import { dataSheet } from './reports.js';
import { KeptDays } from './retention.js';
import { waysToACard } from './ways.js';
import { make, oneOf, say } from './words.js';

/** Everything that is kept, waits and was sent. */
class KeptData extends HTMLElement {
  async connectedCallback() {
    try {
      const list = make('ul', 'rows');
      // The place in the first steps is kept, too, by the page itself.
      const kept = new Map([...(await everything()), ...Object.entries(localStorage)]);
      list.append(...partsOf(kept).map(row));
      this.replaceChildren(list);
    } catch (error) {
      console.warn('Cuecard:', error);
      this.replaceChildren(make('p', 'error', say('data_unreadable')));
    }
  }
}

/** One part, its text as it is kept behind a disclosure. @param {import('./parts.js').Part} part */
function row({ word, numbers, texts, names, sheet }) {
  const line = make('li', '');
  line.append(
    make('p', 'name', say(word)),
    make('p', 'aside', say(`${word}_what`, ...numbers.map(String))),
  );
  if (texts.length === 0 && !sheet) {
    line.append(make('p', 'aside', say('data_none')));
    return line;
  }
  const shown = make('details', '');
  const summary = make('summary', '', say(sheet ? 'sheet_show' : 'data_show_short'));
  if (!sheet) summary.setAttribute('aria-label', say('data_show', say(word)));
  shown.append(summary, ...(sheet ? [dataSheet()] : []));
  for (const [place, text] of texts.entries()) {
    const { day = '', key = '' } = names?.[place] ?? {};
    const name = [day, key && say(key)].filter(Boolean).join(' · ');
    if (name) shown.append(make('p', 'of', name));
    shown.append(raw(text));
  }
  line.append(shown);
  return line;
}

/** @param {string} text */
function raw(text) {
  const bytes = make('pre', 'file', text);
  bytes.tabIndex = 0;
  bytes.dir = 'ltr';
  return bytes;
}

/** Each form of a copy: its name, its file, and how it is made of the ledger. */
const COPIES = [
  {
    name: 'JSON',
    file: 'cuecard-ledger.json',
    type: 'application/json',
    make: (/** @type {string} */ ledger) => ledger,
  },
  {
    name: 'CSV',
    file: 'cuecard-moments.csv',
    type: 'text/csv',
    make: (/** @type {string} */ ledger) => table(JSON.parse(ledger).moments ?? []),
  },
  {
    name: 'xAPI',
    file: 'cuecard-xapi.json',
    type: 'application/json',
    make: async (/** @type {string} */ ledger) =>
      JSON.stringify(await statements(JSON.parse(ledger).moments ?? []), null, 2),
  },
];

/** The person's own copy, as a file. */
class KeptCopy extends HTMLElement {
  connectedCallback() {
    const row = make('div', 'actions');
    const said = make('p', 'said');
    said.setAttribute('role', 'status');
    for (const copy of COPIES) {
      const button = make('button', 'secondary', say('export_as', copy.name));
      button.setAttribute('type', 'button');
      button.addEventListener('click', async () => {
        const done = await give(copy).then(
          () => true,
          () => false,
        );
        said.textContent = say(done ? 'exported' : 'data_unreadable');
      });
      row.append(button);
    }
    this.replaceChildren(row, said);
  }
}

/** @param {typeof COPIES[number]} copy */
async function give(copy) {
  const ledger = (await everything()).get('ledger');
  if (ledger === undefined) throw new Error('nothing is kept yet');
  const blob = new Blob([await copy.make(ledger)], { type: copy.type });
  const link = document.createElement('a');
  // The address goes with the page: taken back now, some browsers would find nothing there.
  link.href = URL.createObjectURL(blob);
  link.download = copy.file;
  link.click();
}

const NOTHING = { nudges: [] };

/** What cards may come up: what the person's organisation publishes, or what came with the extension. @param {{ organisation?: object | null }} status */
async function contentOf({ organisation }) {
  if (organisation) return JSON.parse(await chrome.runtime.sendMessage({ kind: 'published' }));
  const file = await fetch(`/${chrome.i18n.getMessage('content')}`).catch(() =>
    fetch('/content.json'),
  );
  return file.json();
}

/** What to open, and when the first card comes. */
class FirstCard extends HTMLElement {
  async connectedCallback() {
    const answer = await chrome.runtime.sendMessage({ kind: 'status' }).catch(() => null);
    const status = answer?.status;
    if (!status?.settings.role) return this.append(make('p', 'lead', say('first_no_role')));
    const content = await contentOf(status).then(
      (content) => content ?? NOTHING,
      () => NOTHING,
    );
    const ways = waysToACard(status, content.nudges);
    if (ways.length === 0) return this.append(make('p', 'lead', say('first_card_any')));
    const list = make('ul', 'rows');
    for (const { where, why, allowed } of ways) {
      const line = make('li', '');
      line.append(
        make('p', 'name', say(allowed ? 'first_card_in' : 'first_card_allow', oneOf(where))),
        make('p', 'aside', why),
      );
      list.append(line);
    }
    this.append(make('p', 'lead', say('first_card_what')), list);
  }
}

customElements.define('kept-data', KeptData);
customElements.define('kept-copy', KeptCopy);
customElements.define('kept-days', KeptDays);
customElements.define('first-card', FirstCard);
customElements.define('author-mode', AuthorMode);
