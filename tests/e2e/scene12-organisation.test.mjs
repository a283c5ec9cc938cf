// Scene 12, organisation: only what its authors signed and the team's manager stands by comes up, for as
// long as that is in force; a browser that cannot know keeps quiet.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { recordUrl, waitForRecord } from '../pages/salesforce/gestures.mjs';
import { opportunityId } from '../workplace/server.mjs';
import { picture } from './artefacts.mjs';
import { organisation, REASON } from './organisation.mjs';
import {
  answer,
  cardShows,
  onEachRecord,
  PRICING,
  PRICING_OBJECTION,
  save,
  stage,
  staysSilent,
} from './stage.mjs';
import { until } from './until.mjs';

const PACK = 'opportunity-management';
/** Days for which a repository on a server that only serves files is in force. */
const STATIC_DAYS = 14;

/** @type {import("./stage.mjs").Stage} */
let day;
/** @type {import("./chromium.mjs").Tab} */
let tab;
/** @type {import("./organisation.mjs").Organisation} */
let acme;
let mark = 0;
/** A deal for each moment. */
let deal = 0;

/** What the authors sign: the shipped packs, whose nudges come on each record. */
let content = '';

/** Weeks pass here in a minute: nobody's budget is the point. @param {string} folder */
function generous(folder) {
  onEachRecord(folder);
  const role = join(folder, 'roles/account-executive.yaml');
  const budget = readFileSync(role, 'utf8').replace(/count: \d+/, 'count: 40');
  writeFileSync(role, budget.replace(/minutes: \d+/, 'minutes: 60'));
  content = folder;
}

async function begin(/** @type {Parameters<typeof stage>[0]} */ wish) {
  day = await stage({ ...wish, content: generous });
  await day.browser.desk.set({ withhold: false });
  tab = await day.browser.tab();
  acme = organisation({ clock: day.clock });
  deal = 0;
}

async function end() {
  await day?.close();
  acme?.forget();
}

const told = async () => (await day.browser.desk.status()).organisation;

/** Joins, or leaves. @param {object | null} member */
async function joins(member) {
  const answer = await day.browser.desk.ask({ kind: 'join', member });
  assert.deepEqual(answer, { ok: true });
}

/** Visits now, as the alarm does some times a day. */
async function visits() {
  await day.browser.desk.ask({ kind: 'visit' });
  return told();
}

/** A deal is open, and nobody reads it: there is no nudge that it could be for. */
async function isNotRead() {
  mark = await day.browser.desk.mark();
  deal += 1;
  await tab.goto(recordUrl(opportunityId(deal)));
  await waitForRecord(tab.page, opportunityId(deal));
  await day.browser.desk.hears(mark, ({ kind }) => kind === 'arrived', 'a deal is open');
  await staysSilent(day, tab, mark);
  const heard = await day.browser.desk.heardSince(mark);
  assert.ok(heard.every(({ message }) => message.kind !== 'saw'));
}

/** A moment for the pricing aid, on a deal of its own. */
async function objects() {
  mark = await day.browser.desk.mark();
  deal += 1;
  await save(day, tab, deal, PRICING_OBJECTION);
}

/** The aid would come, and is silent for this reason. @param {string} reason */
async function isSilent(reason) {
  await objects();
  await staysSilent(day, tab, mark, { deal });
  // In the order in which they were made: clocks go back here.
  const { decisions } = await day.browser.desk.status();
  assert.equal(decisions[0].reason, reason);
}

async function comes() {
  await objects();
  await cardShows(day, tab, mark);
  await answer(day, tab, 'Done');
}

describe('a team of an organisation, in Chromium', () => {
  before(() => begin({}));
  after(end);

  test('before its first visit nothing comes up, and nobody is asked who has no organisation', async () => {
    assert.equal(await told(), null);
    assert.deepEqual(
      day.workplace.log.filter(({ host }) => host === 'cuecard.acme.example'),
      [],
    );
    await joins(acme.member());
    const { unreachable, told: holds } = await told();
    assert.deepEqual([unreachable, holds], [true, undefined]);
    await isNotRead();
  });

  test('what an author signed and no manager stands by does not come up', async () => {
    acme.sign([PACK], content);
    day.workplace.shelf.folder = acme.served;
    const { refused, unreachable, told: holds } = await visits();
    assert.deepEqual([refused, unreachable, holds.live], [undefined, undefined, 0]);
    await isNotRead();
  });

  test('what a manager stands by comes up, and says who, why and for how long', async () => {
    acme.live(PRICING);
    assert.equal((await visits()).told.live, 1);
    await objects();
    const card = await cardShows(day, tab, mark);
    const words = await card.text();
    for (const said of ['Ada, sales lead', REASON, '6 min a week'])
      assert.ok(words.includes(said), words);
    await picture(tab, 'scene12', 'a card that a manager stands by');
    await answer(day, tab, 'Done');
  });

  test('it outlives worker and browser, and asks again by itself within six hours', async () => {
    const before = await told();
    await day.browser.killWorker();
    assert.deepEqual(await told(), before);
    await day.browser.restart();
    tab = await day.browser.tab();
    const { told: holds } = await told();
    assert.deepEqual(holds, before.told);
    const { periodInMinutes } = await until('it will ask again', () =>
      day.browser.desk.evaluate(() => chrome.alarms.get('organisation')),
    );
    assert.ok(Number(periodInMinutes) < 6 * 60, `${periodInMinutes}`);
    await comes();
  });

  test('what the organisation switches off is silent with the next visit, and comes back', async () => {
    const off = ['off', PRICING, '--key', 'keys/organisation.key.pem'];
    acme.cuecard(...off, '--reason', 'Its third step is wrong.');
    acme.publish();
    const { told: holds } = await visits();
    assert.deepEqual([holds.live, holds.quiet[0].reason], [0, 'switched_off']);
    assert.match(holds.quiet[0].words, /Its third step is wrong/);
    await isSilent('switched_off');
    acme.cuecard(...off, '--on');
    acme.publish();
    assert.equal((await visits()).told.live, 1);
    await comes();
  });

  test('what was changed on the way is not believed, and what was believed holds on', async () => {
    const path = join(acme.served, 'metadata/timestamp.json');
    const right = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      right.replace(/"version": (\d+)/, (_, number) => `"version": ${+number + 1}`),
    );
    const { refused, told: holds } = await visits();
    assert.deepEqual([refused[0], holds.live], ['signature', 1]);
    await comes();
    writeFileSync(path, right);
    assert.equal((await visits()).refused, undefined);
  });
});

describe('time passes, in Chromium', () => {
  before(async () => {
    await begin({});
    day.workplace.shelf.folder = acme.served;
    acme.sign([PACK], content);
    acme.live(PRICING);
    await joins(acme.member());
  });
  after(end);

  test('a clock that was set back by a year is told, and all is quiet', async () => {
    day.clock.move({ days: -365 });
    assert.equal((await visits()).refused[0], 'clock');
    await isSilent('out_of_date');
    day.clock.move({ days: 365 });
    assert.equal((await visits()).refused, undefined);
    await comes();
  });

  test('whoever holds everything back can hide what is new for two weeks, then all is quiet', async () => {
    day.workplace.shelf.folder = null;
    day.clock.move({ days: STATIC_DAYS - 1 });
    assert.equal((await visits()).unreachable, true);
    await comes();
    day.clock.move({ days: 1 });
    await visits();
    await isSilent('out_of_date');
    acme.publish();
    day.workplace.shelf.folder = acme.served;
    await visits();
    await comes();
  });

  test('a nudge that is not shown to help ends with its lease, offline too', async () => {
    // Sixty days after it was opened; Ada stood by it once more in between.
    day.clock.move({ days: 40 });
    acme.publish();
    acme.cosign(PRICING, 6);
    await visits();
    await comes();
    day.workplace.shelf.folder = null;
    day.clock.move({ days: 6 });
    await visits();
    await isSilent('lease');
  });

  test('who leaves has what came with the extension, and nothing of theirs', async () => {
    await joins(null);
    assert.equal(await told(), null);
    const kept = await day.browser.desk.evaluate(() => chrome.alarms.get('organisation'));
    assert.equal(kept, undefined);
    const { version } = await day.browser.desk.status();
    assert.match(version, /^[0-9a-f]{16}$/);
    await comes();
  });
});

describe('a team of an organisation, in Firefox', () => {
  before(() => begin({ in: 'firefox' }));
  after(end);

  test('what a manager stands by comes up, and nothing else does', async () => {
    day.workplace.shelf.folder = acme.served;
    acme.sign([PACK], content);
    acme.live(PRICING);
    await joins(acme.member());
    const { told: holds, refused } = await told();
    assert.deepEqual([refused, holds.live], [undefined, 1]);
    await objects();
    const card = await cardShows(day, tab, mark);
    assert.ok((await card.text()).includes(REASON));
  });
});
