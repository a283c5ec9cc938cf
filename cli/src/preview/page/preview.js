// @ts-check
// The page of `cuecard preview`: chooses what the frames show, and shows it anew when a file was saved.

/** @typedef {{ file: string, line: number, column: number, level: string, rule: string, what: string, mend: string }} Problem */
/** @typedef {{ nudge: string, title: string, readers: string[], variants: string[], has_lesson: boolean }} Nudge */
/** @typedef {{ version: string, module: string, frames: string, languages: string[], packs: { pack: string, title: string, nudges: Nudge[] }[], problems: Problem[] }} State */

/** Quick enough to follow somebody who writes. */
const LOOKS_EVERY_MS = 700;

/** @type {State} */
let state;

const find = (/** @type {string} */ selector) =>
  /** @type {HTMLElement} */ (document.querySelector(selector));
const form = /** @type {HTMLFormElement} */ (document.forms[0]);
const frame = (/** @type {string} */ name) =>
  /** @type {HTMLIFrameElement} */ (find(`iframe[name=${name}]`));
const field = (/** @type {string} */ name) =>
  /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));

/** An element with text only. @param {string} tag @param {string} [text] @param {Record<string, string>} [attributes] */
function make(tag, text = '', attributes = {}) {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

const nudges = () => state.packs.flatMap((pack) => pack.nudges);
const chosen = () =>
  nudges().find(({ nudge }) => nudge === decodeURIComponent(location.hash.slice(1))) ?? nudges()[0];

/** The problems in the files of a nudge. @param {string} nudge */
const problemsOf = (nudge) =>
  state.problems.filter(({ file }) => file.split(/[\\/]/).at(-1)?.split('.')[0] === nudge);

/** Fills a choice, and keeps what was chosen where it is still there. @param {string} name @param {[string, string][]} options */
function fill(name, options) {
  const select = field(name);
  const before = select.value;
  select.replaceChildren(...options.map(([value, text]) => make('option', text, { value })));
  if (options.some(([value]) => value === before)) select.value = before;
  select.disabled = options.length < 2;
}

function list() {
  const current = chosen()?.nudge;
  const parts = state.packs.flatMap((pack) => {
    const items = pack.nudges.map(({ nudge, title }) => {
      const count = problemsOf(nudge).length;
      const link = make('a', '', { href: `#${encodeURIComponent(nudge)}` });
      link.append(make('span', title));
      if (count) link.append(make('span', String(count), { class: 'warning', title: 'from lint' }));
      if (nudge === current) link.setAttribute('aria-current', 'page');
      const item = make('li');
      item.append(link);
      return item;
    });
    const all = make('ul');
    all.append(...items);
    return [make('h2', pack.title), all];
  });
  find('#nudges').replaceChildren(...parts);
}

function problems() {
  const nudge = chosen()?.nudge;
  const own = nudge ? problemsOf(nudge) : [];
  const others = state.problems.filter((problem) => !own.includes(problem));
  const shown = [...own, ...others.filter(({ level }) => level === 'error')];
  const items = shown.map(({ file, line, level, rule, what, mend }) => {
    const item = make('li');
    item.append(
      make('strong', `${level}${rule && ` (${rule})`}: ${what}. `, { class: level }),
      make('span', `${mend}. `),
      make('code', line ? `${file}:${line}` : file),
    );
    return item;
  });
  find('#problems').replaceChildren(
    ...(items.length ? items : [make('li', 'Nothing to mend here.')]),
  );
}

function show() {
  const nudge = chosen();
  find('main').hidden = !nudge;
  const errors = state.problems.filter(({ level }) => level === 'error').length;
  const stale = errors ? `It does not compile: ${errors} to mend. What shows is from before.` : '';
  find('#said').textContent = stale || (nudge ? '' : 'There is no nudge in this folder yet.');
  find('#module').textContent = state.module;
  list();
  problems();
  if (!nudge) return;
  find('#title').textContent = nudge.title;
  fill(
    'language',
    state.languages.map((language) => [language, language]),
  );
  fill('reader', [
    ['', 'Everyone'],
    ...nudge.readers.map((each) => /** @type {[string, string]} */ ([each, each])),
  ]);
  fill(
    'variant',
    nudge.variants.map((each) => [each, each]),
  );
  draw();
}

/** Puts the frames in front of what is chosen. */
function draw() {
  const nudge = chosen();
  if (!nudge) return;
  const { language, reader, variant, scheme, width } = Object.fromEntries(new FormData(form));
  const moment = [state.version, nudge.nudge, language, reader, variant ?? ''].join('~');
  for (const [name, is] of /** @type {[string, boolean][]} */ ([
    ['card', true],
    ['lesson', nudge.has_lesson],
  ])) {
    const element = frame(name);
    /** @type {HTMLElement} */ (element.parentElement).hidden = !is;
    element.style.inlineSize = `${width}px`;
    element.style.colorScheme = String(scheme);
    // Another query is another page: where only the rest differs, a frame stays as it is.
    const address = `${state.frames}/ui/${name}.html?${scheme}&${encodeURIComponent(moment)}#${moment}`;
    if (is && element.src !== address) element.src = address;
  }
}

/** Hears what the frames say of themselves. */
addEventListener('message', ({ origin, data }) => {
  if (origin !== state?.frames) return;
  if (data.height) frame('card').style.blockSize = `${data.height}px`;
  if (data.lesson) frame('lesson').src = `${state.frames}/${data.lesson}`;
});
addEventListener('hashchange', show);
form.addEventListener('change', draw);

async function look() {
  try {
    const version = await (await fetch('/version')).text();
    if (version !== state?.version) {
      state = await (await fetch('/state')).json();
      show();
    }
  } catch {
    find('#said').textContent = 'The command has ended. Start `cuecard preview` again.';
  }
  setTimeout(look, LOOKS_EVERY_MS);
}
look();
