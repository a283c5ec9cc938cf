// @ts-check
/**
 * The page on which a manager co-signs, one nudge at a time:
 *
 *   organisation ─► key ─► enrolled ─► list ─► one nudge ─► signed, handed over
 */
import { member } from '../worker/organisation.js';
import { Unreachable } from '../worker/repository.js';
import { canSign, fingerprintOf, makeKey, ownKey, publicFile, signedLast } from './cosign-key.js';
import { look, Refused, save } from './cosign-look.js';
import { openNudge } from './cosign-nudge.js';
import {
  button,
  complain,
  dayInWords,
  field,
  form,
  heading,
  made,
  notice,
  said,
  section,
  show,
} from './cosign-parts.js';
import load from './cuecard_cosign.js';
import { make, say } from './words.js';

/** Why a nudge is quiet, in words. @type {Record<string, string>} */
const LACKS = {
  no_team: 'cosign_lack_no_team',
  no_author: 'cosign_lack_no_author',
  same_people: 'cosign_lack_same_people',
  not_cosigned: 'cosign_lack_not_cosigned',
  flawed: 'cosign_lack_flawed',
  changed: 'cosign_lack_changed',
  not_yet: 'cosign_lack_not_yet',
  ended: 'cosign_lack_ended',
  no_pilot: 'cosign_lack_no_pilot',
  not_in_pilot: 'cosign_lack_not_in_pilot',
  opened_again: 'cosign_lack_opened_again',
  lease_ended: 'cosign_lack_lease_ended',
  paused: 'cosign_lack_paused',
  ruling_unknown: 'cosign_lack_ruling_unknown',
  off: 'cosign_lack_off',
  off_unknown: 'cosign_lack_off_unknown',
  too_many: 'cosign_lack_too_many',
};
/** What a co-sign mends. */
const MENDED = ['not_cosigned', 'changed', 'ended', 'opened_again', 'flawed'];

/** @typedef {import('./cosign-look.js').Line} Line */
/** @typedef {import('../worker/organisation.js').Member} Member */
/** @typedef {import('./cosign-key.js').Own} Own */

/** Shows how things stand. `done`: what was done before, in words. @param {string} [done] @param {boolean} [moved] @returns {Promise<void>} */
async function begin(done = '', moved = true) {
  const again = button('secondary', 'try_again', () => begin());
  const title = heading(say('cosign_title'));
  try {
    const who = await member();
    if (!who) return show([title, notice(say('cosign_none')), toOptions()], moved);
    const own = await ownKey();
    if (!own && !(await canSign())) {
      return show([title, notice(say('cosign_cannot'))], moved);
    }
    if (!own) return show([title, ...newKey(who.team)], moved);
    const found = await look(who, own.open, await signedLast());
    if (found.told.name === null) return show([title, ...notEnrolled(who, own)], moved);
    const parts = [title, ...(done ? [said(done)] : []), ...list(found, who)];
    if (found.told.left_out.length > 0) {
      parts.push(notice(say('cosign_left_out', found.told.left_out.join(', '))));
    }
    show([...parts, ownSection(own)], moved);
  } catch (error) {
    const words = done ? [said(done)] : [];
    show([title, ...words, notice(whyNot(error), again)], moved);
  }
}

/** @param {unknown} error */
function whyNot(error) {
  if (error instanceof Unreachable) return say('cosign_unreachable');
  if (error instanceof Refused) return say('cosign_refused', error.message);
  console.error('Cuecard:', error);
  return say('cosign_broken');
}

function toOptions() {
  const line = make('p', '');
  line.append(made('a', { href: 'options.html', textContent: say('cosign_to_options') }));
  return line;
}

/** Makes a key. @param {string} team */
function newKey(team) {
  const who = made('input', { type: 'text', autocomplete: 'name', maxLength: 80 });
  const part = form(
    [
      field('who', 'cosign_who', who, say('cosign_who_hint')),
      made('button', { type: 'submit', className: 'primary', textContent: say('cosign_make') }),
    ],
    async () => {
      complain(who, '');
      try {
        await makeKey(who.value);
      } catch (error) {
        if (typeof error === 'string') return complain(who, say('cosign_wrong_who'));
        return show([heading(say('cosign_title')), notice(whyNot(error))]);
      }
      await begin();
    },
  );
  return [
    make('p', 'lead', say('cosign_what', team)),
    section(say('cosign_key_title'), make('p', 'lead', say('cosign_key_what')), part),
  ];
}

/** @param {Member} who @param {Own} own */
function notEnrolled({ team }, own) {
  return [
    make('p', 'lead', say('cosign_what', team)),
    section(
      say('cosign_enrol_title'),
      make('p', 'lead', say('cosign_enrol_what', team)),
      ...identity(own, 'primary'),
    ),
    button('secondary', 'cosign_look_again', () => begin()),
  ];
}

/** The fingerprint, and the file for who enrols. @param {Own} own @param {string} rank */
function identity(own, rank) {
  const words = said();
  const name = `${own.who.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.public.json`;
  const print = make('p', 'fingerprint', fingerprintOf(own));
  print.dir = 'ltr';
  return [
    make('p', 'name', own.who),
    make('p', 'aside', say('cosign_fingerprint')),
    print,
    button(rank, 'cosign_save_public', async () => {
      try {
        save(name, await publicFile(own));
        words.textContent = say('cosign_saved', name);
      } catch (error) {
        words.textContent = whyNot(error);
      }
    }),
    words,
  ];
}

/** @param {Own} own */
function ownSection(own) {
  const shown = made('details', {});
  shown.append(make('summary', '', say('cosign_own_key')), ...identity(own, 'secondary'));
  return shown;
}

/** The nudges in the order in which they matter. @param {import('./cosign-look.js').Found} found @param {Member} who */
function list(found, who) {
  const { nudges } = found.told;
  const open = (/** @type {Line} */ line) => openNudge(found, line, who, begin);
  /** @type {[string, Line[]][]} */
  const groups = [
    ['cosign_group_waiting', nudges.filter((line) => MENDED.includes(line.lack ?? ''))],
    ['cosign_group_live', nudges.filter((line) => line.lack === null)],
    ['cosign_group_quiet', nudges.filter((line) => line.lack && !MENDED.includes(line.lack))],
  ];
  const parts = groups
    .filter(([, lines]) => lines.length > 0)
    .map(([key, lines]) => {
      const rows = make('ul', 'rows');
      rows.append(...lines.map((line) => row(line, open)));
      return section(say(key, String(lines.length)), rows);
    });
  return [
    make('p', 'lead', say('cosign_what', who.team)),
    ...(parts.length > 0 ? parts : [notice(say('cosign_no_nudges'))]),
  ];
}

/** @param {Line} line @param {(line: Line) => void} open */
function row(line, open) {
  const element = make('li', 'with-action');
  const read = button('secondary', 'cosign_read', () => open(line));
  read.setAttribute('aria-label', say('cosign_read_nudge', line.title));
  element.append(make('p', 'name', line.title), make('p', 'aside', stands(line)), read);
  return element;
}

/** How it stands, in words. @param {Line} line */
function stands({ lack, day, until, is_waiting: isWaiting, is_said: isSaid, said }) {
  const waits = isSaid ? 'cosign_waits' : 'cosign_waits_withdrawn';
  const more = isWaiting ? ` ${say(waits)}` : '';
  if (lack === null) {
    return say('cosign_live', dayInWords(until ?? ''), String(said?.minutes ?? 0)) + more;
  }
  return say(LACKS[lack] ?? 'cosign_lack_flawed', day ? dayInWords(day) : '') + more;
}

document.documentElement.lang = say('language');
document.documentElement.dir = say('direction');
document.title = say('cosign_title');
try {
  await load({ module_or_path: new URL('cuecard_cosign_bg.wasm', import.meta.url) });
  await begin('', false);
} catch (error) {
  console.error('Cuecard:', error);
  show([heading(say('cosign_title')), notice(say('page_failed'))], false);
}
