// What the options page and the popup say of an organisation, and what they tell the worker.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Extension, inspect } from './browser.mjs';
import { EMPTY, ORGANISATIONS } from './statuses.mjs';

/** @type {Extension} */
let extension;

before(async () => {
  extension = await Extension.start();
});
after(() => extension.stop());

/** @param {object[]} statuses one after the other @param {import('./stand-in.mjs').Answers} [answers] */
async function open(statuses, answers = {}) {
  await extension.answer({ status: statuses.map((status) => ({ status })), ...answers });
  const page = await extension.blank({ width: 720, height: 900 });
  await page.addInitScript(() => localStorage.setItem('first-steps', '3'));
  await page.goto(`${extension.origin}/ui/options.html`);
  await page.locator('.organisation').waitFor();
  return page;
}

/** @param {import('playwright-core').Page} page */
const section = (page) => page.locator('.organisation');

test('on one’s own: a link, and what joining means', async () => {
  const page = await open([EMPTY]);
  assert.equal(await section(page).getByText('says nothing of you there').isVisible(), false);
  await section(page).getByText('What this means').click();
  await section(page).getByText('says nothing of you there').waitFor();
  await inspect(page, 'organisation-none');
  await page.close();
});

test('a link goes to the worker as it was pasted, and the page shows what then holds', async () => {
  const page = await open([EMPTY, ORGANISATIONS.joined]);
  await page.getByLabel('Join link').fill('cuecard-join:abc');
  await section(page).getByRole('button', { name: 'Join' }).click();
  await section(page).locator('.said:focus', { hasText: 'Joined.' }).waitFor();
  await section(page).getByText('You belong to the team “sales”').waitFor();
  assert.deepEqual(await extension.heard('join'), [{ kind: 'join', link: 'cuecard-join:abc' }]);
  await page.close();
});

const REFUSALS = [
  { where: 'link', what: 'expired', says: 'This link has ended.' },
  { where: 'link', what: 'signature', says: 'did not sign this link' },
  { where: 'link', what: 'unsupported', says: 'another version of Cuecard' },
  { where: 'link', what: 'truncated', says: 'This is no whole join link.' },
  { where: 'link', what: 'a word of tomorrow', says: 'This is no whole join link.' },
  { where: 'repository', what: 'unreachable', says: 'could not be reached. Nothing was joined' },
  { where: 'repository', what: 'expired', says: 'Nothing was joined. What was signed there' },
  { where: 'repository', what: 'clock', says: 'Nothing was joined. Your computer’s clock' },
  { where: 'repository', what: 'mixed', says: 'it may have been changed on the way' },
  { where: 'repository', what: 'missing', says: 'is broken or not whole' },
  { where: 'repository', what: 'too-many', says: 'another version of Cuecard' },
];

test('why nothing was joined is said at the field', async () => {
  const answers = REFUSALS.map(({ where, what }) => ({ error: { where, what, mend: '' } }));
  const page = await open([EMPTY], { join: [...answers, 'silent'] });
  for (const { says } of [...REFUSALS, { says: 'Could not save this.' }]) {
    await page.getByLabel('Join link').fill(says);
    await section(page).getByRole('button', { name: 'Join' }).click();
    await section(page).locator('#link-error', { hasText: says }).waitFor();
    assert.equal(await section(page).locator('.said').textContent(), '');
  }
  await page.close();
});

test('what is quiet says why, what is left out is told, and a policy has no way out', async () => {
  const page = await open([ORGANISATIONS.managed]);
  await section(page).getByText('Quiet at the moment (2)').click();
  await section(page).getByText('No manager of your team stands by it at the moment.').waitFor();
  await section(page).getByText('Your organisation switched it off.').waitFor();
  await section(page).getByText('What this version could not use (1)').click();
  await section(page).getByText('packs/incident-response.json').waitFor();
  await section(page).getByText('Your organisation says “support”.').waitFor();
  await section(page).getByText('1 card may come up').waitFor();
  assert.equal(await section(page).getByRole('button', { name: 'Leave' }).count(), 0);
  await inspect(page, 'organisation-managed');
  await page.close();
});

const STATES = /** @type {const} */ ([
  [
    'joined',
    ['All was well on November 20.', 'It holds until December 6.', '4 cards may come up'],
    null,
  ],
  ['outOfReach', ['could not be reached the last time', 'It holds until December 6.'], null],
  ['refused', ['could not be believed', 'It holds until December 6.'], 'could not be believed'],
  [
    'ranOut',
    ['What was signed ran out on November 12.'],
    'What was signed ran out on November 12.',
  ],
  ['never', ['could not be fetched yet'], 'could not be reached'],
]);

for (const [name, sentences, popup] of STATES) {
  test(`${name}: what the options say, and whether the popup has a word on it`, async () => {
    const page = await open([ORGANISATIONS[name]]);
    for (const sentence of sentences) await section(page).getByText(sentence).waitFor();
    await page.goto(`${extension.origin}/ui/popup.html`);
    await page.getByText('Lately').waitFor();
    const told = page.locator('.notice', { hasText: 'Your organisation' });
    assert.equal(await told.count(), popup === null ? 0 : 1);
    if (popup !== null) await told.getByText(popup).waitFor();
    await page.close();
  });
}

test('checking, correcting the team and leaving go to the worker, and are said', async () => {
  const page = await open([ORGANISATIONS.joined]);
  await section(page).getByRole('button', { name: 'Check now' }).click();
  await section(page).locator('.said:focus', { hasText: 'Checked.' }).waitFor();
  assert.equal((await extension.heard('visit')).length, 1);
  await page.getByLabel('Team', { exact: true }).fill(' support ');
  await section(page).getByRole('button', { name: 'Correct the team' }).click();
  await section(page).locator('.said:focus', { hasText: 'Saved.' }).waitFor();
  assert.deepEqual(await extension.heard('team'), [{ kind: 'team', team: 'support' }]);
  await extension.answer({ status: [{ status: EMPTY }] });
  await section(page).getByRole('button', { name: 'Leave' }).click();
  await section(page).locator('.said:focus', { hasText: 'You have left.' }).waitFor();
  assert.deepEqual(await extension.heard('join'), [{ kind: 'join', member: null }]);
  await page.close();
});

test('a team that is none is said at the field', async () => {
  const page = await open([ORGANISATIONS.joined], {
    team: [{ error: { where: 'member', what: 'team', mend: '' } }],
  });
  await page.getByLabel('Team', { exact: true }).fill('The Board');
  await section(page).getByRole('button', { name: 'Correct the team' }).click();
  await section(page).locator('#team-error', { hasText: 'small letters, digits' }).waitFor();
  await page.close();
});

test('who switched Cuecard off asks their organisation nothing', async () => {
  const page = await open([{ ...ORGANISATIONS.joined, off: true }]);
  assert.equal(await section(page).getByRole('button', { name: 'Check now' }).count(), 0);
  await page.close();
});

test('the popup reads what the organisation published, and the extension’s file only without one', async () => {
  const learning = [
    { nudge: 'acme-own', title: 'Our own card', stage: 'learning', next: '2199-11-30' },
  ];
  const published = [
    '{"format":2,"version":"v","adapters":[],"packs":[{"pack":"acme","title":"Acme","nudges":[{"nudge":"acme-own"}]}],"nudges":[',
    '{"cadence":"monthly"},',
    '{}',
    ']}\n',
  ].join('\n');
  await extension.answer({
    status: [{ status: { ...ORGANISATIONS.joined, learning } }],
    published: [published],
  });
  const page = await extension.blank({});
  await page.goto(`${extension.origin}/ui/popup.html`);
  await page.getByText('Our own card').waitFor();
  await page
    .getByText('at most once every four weeks')
    .or(page.getByText(/month/))
    .first()
    .waitFor();
  assert.equal((await extension.heard('published')).length, 1);
  await extension.answer({ status: [{ status: { ...EMPTY, learning } }], published: [published] });
  await page.reload();
  await page.getByText('Our own card').waitFor();
  assert.deepEqual(await extension.heard('published', 0), []);
  await page.close();
});

test('what may leave is told, and what is to leave in the popup as well', async () => {
  const local = await open([ORGANISATIONS.local]);
  await section(local).getByText('Nothing of you leaves this browser').waitFor();
  await local.close();
  const page = await open([ORGANISATIONS.widening]);
  const words =
    'more may leave this browser: reports follow each other faster and also what happens in jira. Wanda, works council agreed to it.';
  await section(page).getByText('counts.acme.example').waitFor();
  await section(page).getByText(words).waitFor();
  await section(page).getByText('whether you did it by yourself before.').waitFor();
  await section(page).getByText('the group that you are in: seller north.').waitFor();
  await inspect(page, 'organisation-widening');
  await page.goto(`${extension.origin}/ui/popup.html`);
  await page.getByText(words).waitFor();
  await page.close();
});
