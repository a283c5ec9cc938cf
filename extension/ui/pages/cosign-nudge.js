// @ts-check
// One nudge: its card as people of the team will see it, beside what it would come, and the statement.
import { canSign, keepSigned, ownKey, sign } from './cosign-key.js';
import { deliver, Outdated } from './cosign-look.js';
import {
  button,
  complain,
  field,
  form,
  heading,
  made,
  said,
  section,
  show,
} from './cosign-parts.js';
import { make, say } from './words.js';

/** @typedef {import('./cosign-look.js').Line} Line */
/** @typedef {import('./cosign-look.js').Found} Found */
/** @typedef {import('../worker/organisation.js').Member} Member */

/** As long as a try runs. */
const USUAL_DAYS = 60;
/** As wide as a card on a page. */
const WIDTH = 384;

/** Why it cannot be signed: the field that it is about, and the sentence. @type {Record<string, [string, string]>} */
const WRONG = {
  no_reason: ['reason', 'cosign_wrong_reason'],
  too_long: ['reason', 'cosign_wrong_long'],
  minutes: ['minutes', 'cosign_wrong_minutes'],
  days: ['until', 'cosign_wrong_days'],
  no_room: ['', 'cosign_wrong_room'],
  not_enrolled: ['', 'cosign_wrong_key'],
  no_nudge: ['', 'cosign_wrong_nudge'],
  flawed: ['', 'cosign_wrong_nudge'],
};

/**
 * Opens one. `done` shows the list again, with what was done.
 * @param {Found} found
 * @param {Line} line
 * @param {Member} who
 * @param {(words: string) => unknown} done
 */
export function openNudge(found, line, who, done) {
  const { told } = found;
  const reason = made('textarea', { rows: 3, value: line.said?.reason ?? '' });
  const minutes = made('input', { type: 'number', min: '1', max: '60', inputMode: 'numeric' });
  minutes.value = line.said ? String(line.said.minutes) : '';
  const until = made('input', { type: 'date', min: told.today, max: told.latest });
  until.value = later(told.today, USUAL_DAYS);
  const words = said(line.has_room ? '' : say('cosign_wrong_room'));
  const card = frames(found, line, () => ({
    reason: reason.value,
    minutes: minutes.valueAsNumber || 0,
    until: until.value,
  }));

  const signing = form(
    [
      field('reason', 'cosign_reason', reason, say('cosign_reason_hint')),
      field('minutes', 'cosign_minutes', minutes, say('cosign_minutes_hint')),
      field('until', 'cosign_until', until),
      made('button', { type: 'submit', className: 'primary', textContent: say('cosign_sign') }),
      words,
    ],
    () =>
      once(signing, words, async () => {
        for (const input of [reason, minutes, until]) complain(input, '');
        const number = Number.isInteger(minutes.valueAsNumber) ? minutes.valueAsNumber : 0;
        const draft = found.agenda.cosign(
          line.nudge,
          reason.value,
          Math.max(0, number),
          until.value,
        );
        const name = await signed(found, draft, who);
        await done(
          name ? say('cosign_signed', line.title, name) : say('cosign_published', line.title),
        );
      }),
  );

  const withdrawn = said();
  const withdrawing = section(
    say('cosign_withdraw_title'),
    make('p', 'lead', say('cosign_withdraw_what')),
    button('secondary danger', 'cosign_withdraw', () =>
      once(withdrawing, withdrawn, async () => {
        const name = await signed(found, found.agenda.withdraw(line.nudge), who);
        await done(
          name
            ? say('cosign_withdrawn', line.title, name)
            : say('cosign_withdrawn_published', line.title),
        );
      }),
    ),
    withdrawn,
  );
  const skip = button('link', 'cosign_skip', () => reason.focus());
  show([
    heading(line.title),
    skip,
    section(say('cosign_card'), make('p', 'lead', say('cosign_card_what')), ...card),
    section(say('cosign_beside'), besides(found, line, who.team)),
    section(say('cosign_statement'), signing),
    ...(line.is_said ? [withdrawing] : []),
    button('secondary', 'cosign_back', () => done('')),
  ]);
}

/** What it would compete with. @param {Found} found @param {Line} line @param {string} team */
function besides({ told }, { beside }, team) {
  const part = make('div', '');
  if (beside.length === 0) {
    part.append(make('p', 'lead', say('cosign_beside_none', team)));
    return part;
  }
  const sum = beside.reduce((all, { minutes }) => all + minutes, 0);
  const list = make('ul', 'rows');
  for (const { nudge, minutes } of beside) {
    const row = make('li', 'with-minutes');
    const title = told.nudges.find((line) => line.nudge === nudge)?.title ?? nudge;
    row.append(make('span', '', title), make('span', 'aside', say('cosign_min', String(minutes))));
    list.append(row);
  }
  part.append(make('p', 'lead', say('cosign_beside_some', team, String(sum))), list);
  return part;
}

/**
 * The card, and its lesson behind a disclosure, in a language of choice.
 * @param {Found} found
 * @param {Line} line
 * @param {() => { reason: string, minutes: number, until: string }} statement
 */
function frames({ agenda }, line, statement) {
  const language = made('select', {});
  const names = new Intl.DisplayNames(say('language'), { type: 'language' });
  for (const code of line.languages) {
    const name = code ? names.of(code) : say('cosign_as_written');
    language.append(made('option', { value: code, textContent: name ?? code }));
  }
  // Where there is a translation into the page's language, people here read that.
  if (line.languages.includes(say('language'))) language.value = say('language');
  const place = make('div', 'as-seen');
  const lesson = make('div', 'as-seen');
  const opened = made('details', {});
  opened.append(make('summary', '', say('cosign_lesson')), lesson);
  const anew = async () => {
    const { reason, minutes, until } = statement();
    const text = agenda.card(line.nudge, language.value, reason, minutes, until);
    const card = JSON.parse(text ?? 'null');
    const words = await wordsOf(language.value);
    const shown = frame('cosign-card.html', say('cosign_card'), line.nudge, { card, words });
    shown.addEventListener('lesson', () => {
      opened.open = true;
      opened.querySelector('summary')?.focus();
    });
    place.replaceChildren(shown);
    opened.hidden = !card?.lesson;
    const fill = () => {
      const part = frame('cosign-lesson.html', say('cosign_lesson'), `${line.nudge}/1`, {
        card,
        words,
      });
      lesson.replaceChildren(...(opened.open ? [part] : []));
    };
    opened.ontoggle = fill;
    fill();
  };
  language.addEventListener('change', anew);
  void anew();
  const choice = field('language', 'cosign_language', language);
  return [...(line.languages.length > 1 ? [choice] : []), place, opened];
}

/** @param {string} page @param {string} title @param {string} moment @param {object} shown */
function frame(page, title, moment, shown) {
  const element = made('iframe', { title, width: String(WIDTH) });
  Object.assign(element, { shown });
  element.src = `${page}#${moment.split('/').map(encodeURIComponent).join('/')}`;
  return element;
}

/** The sentences around a card in a language; null: those of the page. @param {string} language */
async function wordsOf(language) {
  if (!language || language === say('language')) return null;
  const file = await fetch(`/_locales/${language}/messages.json`).catch(() => null);
  return file?.ok ? file.json() : null;
}

/**
 * Signs a draft, keeps it and hands it over.
 * @param {Found} found
 * @param {import('./cuecard_cosign.js').Draft} draft
 * @param {Member} who
 * @returns {Promise<string>} as `deliver` says it
 */
async function signed(found, draft, who) {
  const own = await ownKey().catch(() => undefined);
  if (!own) throw new Trouble((await canSign()) ? 'cosign_key_lost' : 'cosign_cannot');
  const publication = draft.finish(await sign(own, draft.message()));
  if (!(await keepSigned(found.signed, publication))) throw new Trouble('cosign_meanwhile');
  return deliver(who, publication).catch((error) => {
    throw error instanceof Outdated ? new Trouble('cosign_outdated') : error;
  });
}

/** What a person is told in a sentence. */
class Trouble extends Error {}

/**
 * Does something that is not done twice, and says why it could not be done.
 * @param {HTMLElement} part
 * @param {HTMLElement} words
 * @param {() => Promise<unknown>} task
 */
async function once(part, words, task) {
  if (part.ariaBusy === 'true') return;
  part.ariaBusy = 'true';
  words.textContent = '';
  try {
    await task();
  } catch (error) {
    const [id, key] = WRONG[String(error)] ?? ['', ''];
    const input = id && document.querySelector(`#${id}`);
    if (input instanceof HTMLElement) complain(input, say(key));
    else
      words.textContent = say(key || (error instanceof Trouble ? error.message : 'cosign_failed'));
    if (!key && !(error instanceof Trouble)) console.error('Cuecard:', error);
  } finally {
    part.ariaBusy = 'false';
  }
}

/** @param {string} day @param {number} days */
function later(day, days) {
  const date = new Date(day);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
