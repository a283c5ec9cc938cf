// The harness itself: that it finds the hooks, and that a careless adapter does not get past it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch } from '../../e2e/chromium.mjs';
import { EXTENSION, PAGES } from '../../e2e/stage.mjs';
import { opportunityId } from '../../workplace/records.mjs';
import { startWorkplace } from '../../workplace/server.mjs';
import { buildPage } from '../salesforce/build.mjs';
import { recordUrl, waitForRecord } from '../salesforce/gestures.mjs';
import { hooksOf, renamed } from './hooks.mjs';
import { look, withoutEachHook, wrongs } from './suite.mjs';

/** @typedef {import('../../../tools/look.mjs').Plan} Plan */
/** @typedef {import('../../../tools/look.mjs').PageState} PageState */

/** @param {Partial<import('../../../tools/look.mjs').Alternative>} way @returns {Plan} */
const planOf = (way) => ({
  version: 'v',
  root: [],
  probes: [{ alternatives: [{ select: '', take: 'text', ...way }] }],
});

const HOOKS = [
  { way: { select: 'main > div:first-child' }, hooks: [] },
  { way: { select: '.a.b#c' }, hooks: ['.a', '.b', '#c'] },
  { way: { select: '.is\\:open' }, hooks: ['.is\\:open'] },
  {
    way: { select: 'x-form >>> input[name="a.b [c]"]:is([type=date], [lang|=de])' },
    hooks: ['x-form', '[name="a.b [c]"]', '[type=date]', '[lang|=de]'],
  },
  { way: { select: 'time', take: 'attribute:datetime' }, hooks: ['[datetime]'] },
  { way: { select: 'p', without: '.hint' }, hooks: ['.hint'] },
  { way: { select: 'dt', label: ['Due', 'Fällig'] }, hooks: ['Due', 'Fällig'] },
];
for (const { way, hooks } of HOOKS)
  test(`the hooks of ${JSON.stringify(way)}`, () => {
    assert.deepEqual(
      hooksOf(planOf(way)).map(({ hook }) => hook),
      hooks,
    );
  });

const RENAMED = [
  {
    hook: 'x-form',
    select: 'x-form[data-x-form="x-form"] .x-form',
    wanted: 'x-form-renamed[data-x-form="x-form"] .x-form',
  },
  { hook: 'x-form', select: 'x-form-field', wanted: 'x-form-field' },
];
for (const { hook, select, wanted } of RENAMED)
  test(`${hook} has another name in ${select}`, () => {
    const { probes } = renamed(planOf({ select }), { kind: 'tag', hook });
    assert.equal(probes[0]?.alternatives[0]?.select, wanted);
  });

/** @type {PageState} */
const GOLDEN = {
  ...{ app: 'a', title: 'A', page: 'p', host: 'h', parts: {}, record: true, person: false },
  ...{ facts: { due: { value: '2026-12-04', at: 0 } }, absent: [], unbound: [] },
  ...{ lists: { moves: [{ to: { value: 'x', at: 0 } }] }, meanings: { phase: 'late' } },
};
/** @type {{ what: string, state: Partial<PageState>, wrong: number }[]} */
const STATES = [
  { what: 'the same', state: {}, wrong: 0 },
  { what: 'another way', state: { facts: { due: { value: '2026-12-04', at: 1 } } }, wrong: 0 },
  { what: 'nothing', state: { facts: {}, lists: {}, meanings: {}, record: false }, wrong: 0 },
  { what: 'a thing without its fact', state: { lists: { moves: [{}] } }, wrong: 0 },
  { what: 'another value', state: { facts: { due: { value: '2026-04-12', at: 0 } } }, wrong: 1 },
  { what: 'a fact that was absent', state: { facts: { size: { value: '1', at: 0 } } }, wrong: 1 },
  { what: 'half a list', state: { lists: { moves: [] } }, wrong: 1 },
  { what: 'another thing', state: { lists: { moves: [{ to: { value: 'y', at: 0 } }] } }, wrong: 1 },
  { what: 'another meaning', state: { meanings: { phase: 'early' } }, wrong: 1 },
  { what: 'a person from nowhere', state: { person: true }, wrong: 1 },
];
for (const { what, state, wrong } of STATES)
  test(`${what} is ${wrong ? 'wrong' : 'not wrong'}`, () => {
    assert.equal(wrongs(GOLDEN, { ...GOLDEN, ...state }).length, wrong);
  });

test('an adapter whose second way means any field is found out', async (context) => {
  await buildPage(PAGES);
  const workplace = await startWorkplace({ pages: PAGES });
  context.after(() => workplace.close());
  const browser = await launch({ extension: EXTENSION, workplace });
  context.after(async () => {
    await browser.close();
    browser.forget();
  });
  const id = opportunityId(1);
  const { page } = await browser.tab();
  await page.goto(recordUrl(id));
  await waitForRecord(page, id);
  const { page: golden } = await look(browser, page);
  assert.ok(golden);
  const any = 'one-record-home-flexipage2 >>> .test-id__field-value';
  /** @param {Plan} plan @returns {Plan} */
  const careless = (plan) => ({
    ...plan,
    probes: plan.probes.map(({ alternatives }) => ({
      alternatives: alternatives.map((way, at) =>
        at === 1 && way.select.includes('NextStep') ? { ...way, select: any } : way,
      ),
    })),
  });
  await assert.rejects(
    withoutEachHook(browser, page, golden, careless),
    /without \[data-target-selection-name="sfdc:RecordField\.Opportunity\.NextStep"\]: next_step is/,
  );
});
