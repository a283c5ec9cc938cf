// What the person silences, what they have left, and what is next: in the popup and in the options.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Extension, inspect } from './browser.mjs';
import { openOver } from './front-tab.mjs';
import { EMPTY, FULL } from './statuses.mjs';

const URL = 'https://acme.lightning.force.com/lightning/r/Opportunity/1/view';
const HOST = 'acme.lightning.force.com';
const AIDS = ['a', 'b'].map((nudge) => ({
  nudge,
  pack: 'opportunity-management',
  title: nudge,
  why: nudge,
  seconds: 60,
}));
const DAY = 86_400_000;

/** @type {Extension} */
let extension;
before(async () => {
  extension = await Extension.start();
});
after(() => extension.stop());

/** @param {object} status @param {Record<string, unknown[]>} [answers] */
const open = (status, answers = {}, inside = extension) =>
  openOver(
    inside,
    'popup.html',
    { status: [{ status }], help: [{ aids: AIDS }], ...answers },
    { url: URL },
  );
/** @param {object} silence */
const silenced = (silence) => ({ ...EMPTY, settings: { ...EMPTY.settings, silence } });
const set = async () => (await extension.heard('set')).map(({ settings }) => settings);

for (const { button, pause } of [
  { button: 'For an hour', pause: 'hour' },
  { button: 'For a day', pause: 'day' },
  { button: 'Until Monday', pause: 'monday' },
])
  test(`a pause ${button.toLowerCase()}, and the end of it, are one press each`, async () => {
    const paused = silenced({ until: Date.now() + DAY });
    const page = await open(EMPTY, { status: [{ status: EMPTY }, { status: paused }] });
    await page.getByRole('button', { name: button }).click();
    await page.getByText(/^Paused until /).waitFor();
    assert.deepEqual(await set(), [{ pause }]);
    assert.equal(await page.getByRole('button', { name: button }).count(), 0);
    await page.locator('h1:focus, header :focus').waitFor();
    await extension.answer({ status: [{ status: EMPTY }], help: [{ aids: AIDS }] });
    await page.getByRole('button', { name: 'End the pause' }).click();
    await page.getByRole('button', { name: button }).waitFor();
    assert.deepEqual(await set(), [{ pause: 'over' }]);
  });

test('what is switched off is told, and on again with one press', async () => {
  const off = { ...EMPTY, off: true };
  const page = await open(off, { status: [{ status: off }, { status: EMPTY }] });
  await page.getByText('Cuecard is switched off. Nothing is read.').waitFor();
  await inspect(page, 'popup-off');
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByRole('button', { name: 'For an hour' }).waitFor();
  assert.equal(await page.locator('.paused').count(), 0);
  assert.deepEqual(await extension.heard('switch'), [{ kind: 'switch', on: true }]);
});

/** @type {{ what: string, status: object, says: RegExp | null }[]} */
const PAUSES = [
  {
    what: 'a pause until a day',
    status: silenced({ until_day: '2199-11-23' }),
    says: /^Paused until (23 November|November 23)$/,
  },
  { what: 'a pause that is over', status: silenced({ until: Date.now() - 1000 }), says: null },
  { what: 'a day that has begun', status: silenced({ until_day: '2020-01-06' }), says: null },
  {
    what: 'a week whose notes were lost',
    status: { ...EMPTY, quiet_until: '2026-11-23' },
    says: /^This week’s notes are gone, so Cuecard keeps quiet until (23 November|November 23)\.$/,
  },
];
for (const { what, status, says } of PAUSES)
  test(`${what} ${says ? 'is told with its end' : 'is no pause'}`, async () => {
    const page = await open(status);
    await page.getByText('What may come up by itself').waitFor();
    if (says) await page.getByText(says).waitFor();
    assert.equal(await page.locator('.paused').count(), says ? 1 : 0);
    if (says) await inspect(page, 'popup-paused');
  });

test('a pause that could not be stored says so', async () => {
  const page = await open(EMPTY, { set: ['silent'] });
  await page.getByRole('button', { name: 'For a day' }).click();
  await page.getByText('Could not save this. Try again.').waitFor();
});

test('this site and this kind of card are switched off and on by keyboard', async () => {
  const page = await open(EMPTY);
  const summary = page.getByText('What may come up by itself');
  await summary.click();
  const site = page.getByRole('checkbox', { name: `Cards on ${HOST}` });
  const kind = page.getByRole('checkbox', { name: 'Opportunities' });
  assert.deepEqual([await site.isChecked(), await kind.isChecked()], [true, true]);
  await inspect(page, 'popup-switches');
  await site.focus();
  await page.keyboard.press('Space');
  await extension.heard('set', 1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await extension.heard('set', 2);
  await page.keyboard.press('Space');
  await extension.heard('set', 3);
  assert.deepEqual(await set(), [
    { host: { host: HOST, on: false } },
    { pack: { pack: 'opportunity-management', on: false } },
    { pack: { pack: 'opportunity-management', on: true } },
  ]);
});

test('what is off elsewhere is seen at once, and its switch is the way back', async () => {
  const page = await open(
    silenced({ packs: ['code-review', 'gone-since'], hosts: ['jira.acme.example'] }),
    { help: [{ aids: [] }] },
  );
  const labels = page.locator('.switch');
  await labels.first().waitFor();
  assert.deepEqual(await labels.allTextContents(), [
    'Cards on jira.acme.example',
    'Reviews',
    'gone since',
  ]);
  await page.getByRole('checkbox', { name: 'Reviews' }).check();
  assert.deepEqual(await set(), [{ pack: { pack: 'code-review', on: true } }]);
});

test('each aid of the page, and each that is muted elsewhere, has its switch', async () => {
  const muted = [{ nudge: 'loss-reason', title: 'Name why it was lost' }];
  const page = await open({ ...EMPTY, muted });
  const elsewhere = page.getByRole('checkbox', { name: 'Name why it was lost' });
  await elsewhere.waitFor();
  const aid = page.getByRole('checkbox', { name: 'a', exact: true });
  assert.deepEqual([await aid.isChecked(), await elsewhere.isChecked()], [true, false]);
  await elsewhere.check();
  await extension.heard('unmute');
  await aid.focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Show again: a' }).waitFor();
  assert.deepEqual(await extension.heard('unmute'), [{ kind: 'unmute', nudge: 'loss-reason' }]);
  assert.deepEqual(await extension.heard('mute'), [{ kind: 'mute', nudge: 'a' }]);
  await page.getByRole('button', { name: 'Show again: a' }).click();
  await page.getByRole('button', { name: 'Never again: a' }).waitFor();
  assert.equal(await aid.isChecked(), true, 'the switch follows');
  await inspect(page, 'popup-switches-muted');
  await extension.answer({ mute: ['silent', 'silent'] });
  await aid.click();
  await page.getByText('Could not save this. Try again.').waitFor();
  assert.equal(await aid.isChecked(), true);
});

test('a switch that could not be stored goes back', async () => {
  const page = await open(EMPTY, { set: [{ error: { where: 'pack', what: 'x', mend: 'y' } }] });
  await page.getByText('What may come up by itself').click();
  const kind = page.getByRole('checkbox', { name: 'Opportunities' });
  await kind.click();
  await page.getByText('Could not save this. Try again.').waitFor();
  assert.equal(await kind.isChecked(), true);
});

const LEARNING = [
  { nudge: 'gone-since', title: 'Sum up the call', stage: 'retired', next: null },
  {
    nudge: 'slipping-close-date',
    title: 'Date the next step',
    stage: 'learning',
    next: '2199-11-30',
  },
  { nudge: 'security-comments', title: 'Check the input', stage: 'mastered', next: null },
  {
    nudge: 'pricing-objection',
    title: 'Hold the price',
    stage: 'learning',
    next: '2020-01-01',
    dependency: true,
  },
];

test('what is next, the soonest first: stage, day and ceiling in words', async () => {
  const page = await open({ ...FULL, learning: LEARNING });
  const section = page.locator('section', {
    has: page.getByRole('heading', { name: 'What is next' }),
  });
  await section.getByText('At most once a week').waitFor();
  await inspect(page, 'popup-next');
  await section.getByText('All the others').click();
  const rows = await section
    .getByRole('listitem')
    .evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('div > p')].map((it) => it.textContent)),
    );
  assert.match(
    rows[1]?.[1] ?? '',
    /^You are getting used to it\. Not before (30 November|November 30)\.$/,
  );
  rows[1]?.splice(1, 1);
  assert.deepEqual(rows, [
    [
      'Hold the price',
      'You are getting used to it. It may come as soon as your work fits.',
      'With the card it goes well, without it not often yet. That takes its time.',
      'At most once a week',
    ],
    ['Date the next step', 'At most every second day'],
    ['Sum up the call', 'You have long done this on your own. It stays away unless it slips.'],
    [
      'Check the input',
      'You do this on your own now. It stays away unless it slips.',
      'On each record that needs it',
    ],
  ]);
});

/** @type {{ what: string, count: [number, number], seconds: [number, number], says: string[], not: string }[]} */
const BUDGETS = [
  {
    what: 'used up',
    count: [3, 3],
    seconds: [600, 300],
    says: [
      'No cards left',
      '5 of 10 minutes left',
      'Until then only the help that you ask for comes up.',
    ],
    not: 'No minutes left',
  },
  {
    what: 'over the ceiling of its minutes',
    count: [3, 1],
    seconds: [3600, 4000],
    says: [
      '2 of 3 cards left',
      'No minutes left',
      'Until then only the help that you ask for comes up.',
    ],
    not: 'No cards left',
  },
];
for (const { what, count, seconds, says, not } of BUDGETS)
  test(`a budget that is ${what} says so in words`, async () => {
    const spending = ([limit, spent] = count) => ({ limit, spent });
    const budget = { ...EMPTY.budget, count: spending(count), seconds: spending(seconds) };
    const page = await open({ ...EMPTY, budget });
    for (const words of says) await page.getByText(words, { exact: true }).waitFor();
    assert.equal(await page.getByText(not).count(), 0);
    await inspect(page, 'popup-budget-used');
  });

test('what the slots went to is told where every one is accounted for', async () => {
  const at = Date.UTC(2026, 10, 18, 12);
  const shown = { at, nudge: 'a', title: 'Hold the price', outcome: 'shown', reason: 'shown' };
  const budget = (/** @type {number} */ spent) => ({ ...EMPTY.budget, count: { limit: 3, spent } });
  const before = { ...shown, at: at - 7 * DAY };
  const page = await open({ ...EMPTY, budget: budget(1), decisions: [shown, before] });
  await page.getByText('Used for: Hold the price').waitFor();
  const unknown = await open({ ...EMPTY, budget: budget(2), decisions: [shown, before] });
  await unknown.getByText('1 of 3 cards left').waitFor();
  assert.equal(await unknown.getByText('Used for:').count(), 0);
});

test('quiet hours are set, changed and ended in the options', async () => {
  const page = await extension.open('options.html', { status: [{ status: EMPTY }] });
  const section = page.locator('section', {
    has: page.getByRole('heading', { name: 'Quiet hours' }),
  });
  const [from, until] = [section.getByLabel('From'), section.getByLabel('Until')];
  assert.deepEqual([await from.inputValue(), await until.inputValue()], ['18:00', '08:00']);
  await from.fill('22:30');
  await until.fill('');
  await section.getByRole('button', { name: 'Save' }).click();
  await section.getByText('Enter both times, such as 18:00 and 08:00.').waitFor();
  await until.fill('07:00');
  await section.getByRole('button', { name: 'Save' }).click();
  await section.getByText('Saved.').waitFor();
  await inspect(page, 'options-quiet-hours');
  await section.getByRole('button', { name: 'No quiet hours' }).click();
  const said = section.getByText('There are no quiet hours any more.');
  await said.waitFor();
  assert.equal(await said.evaluate((it) => it === document.activeElement), true);
  assert.deepEqual(await set(), [
    { quiet_hours: { from: 1350, until: 420 } },
    { quiet_hours: null },
  ]);
});

test('all of it in German, at 320 px', async () => {
  const german = await Extension.start('de');
  try {
    const page = await open({ ...FULL, learning: LEARNING }, {}, german);
    await page.setViewportSize({ width: 320, height: 600 });
    await page.getByText('Höchstens einmal in der Woche').waitFor();
    await page.getByRole('checkbox', { name: `Karten auf ${HOST}` }).waitFor();
    await inspect(page, 'popup-all-de');
  } finally {
    await german.stop();
  }
});
