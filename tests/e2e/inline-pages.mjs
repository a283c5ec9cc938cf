// The pages on which an inline card is tried: each built of its library's own components, with what
// brings the card, what renders its anchor anew, and a modal dialog of that library.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as github from '../pages/github/gestures.mjs';
import * as jira from '../pages/jira-cloud/gestures.mjs';
import * as salesforce from '../pages/salesforce/gestures.mjs';
import { opportunityId } from '../workplace/server.mjs';
import { pagesAreQuiet } from './desk.mjs';
import { ROLE } from './stage.mjs';

/** @typedef {import("./stage.mjs").Stage} Stage */
/** @typedef {import("./stage.mjs").Tab} Tab */
/** @typedef {import("playwright-core").Page} Page */
/**
 * @typedef {object} InlinePage
 * @property {string} id  of its nudge
 * @property {string} name
 * @property {string[]} nudge  front matter: where it applies, what it comes for, what it stands beside
 * @property {(page: Page) => Promise<unknown>} open
 * @property {string} record  part of the record's address
 * @property {(page: Page, stage: Stage) => unknown} act  what the card comes for
 * @property {string} anchor  a selector of what is read for the card's anchor; the first counts
 * @property {(page: Page, stage: Stage) => unknown} renderAnew  afterwards the anchor is another element
 * @property {(page: Page) => Promise<unknown>} leave  the anchor goes
 * @property {(page: Page) => Promise<unknown>} come  and comes back
 * @property {Modal} modal
 */
/**
 * @typedef {object} Modal
 * @property {(page: Page) => Promise<unknown>} open
 * @property {string} surface  all that a person sees of it
 * @property {string} inside  where the focus must stay
 * @property {string} [field]  to type into
 * @property {string} cancel  a button of it
 */

/** Who has none of the cards. */
export const WITHOUT = 'sales-development-representative';

/** Far down a page that is long enough. @param {Page} page */
const toTheEnd = (page) =>
  page.evaluate(() => {
    document.body.style.minHeight = '300vh';
    scrollTo(0, document.documentElement.scrollHeight);
  });
/** @param {Page} page */
const toTheTop = (page) => page.evaluate(() => scrollTo(0, 0));

const DEAL = opportunityId(1);
const OTHER_DEAL = opportunityId(2);
const DISCOUNT = 'button[name="Opportunity.Request_Discount"]';
/** The person's own, with two labels and no remark about security yet. */
const PULL = 14;
const TICKET = 'ACME-1';

/** @type {Modal} */
const LIGHTNING_MODAL = {
  open: (page) => page.locator(DISCOUNT).first().click(),
  surface: 'section.slds-modal .slds-modal__container',
  inside: 'section.slds-modal',
  field: 'section.slds-modal input',
  cancel: 'lightning-modal-footer button',
};

/** Saves, and clears away what says so, or the next one would push it. @param {Page} page @param {Record<string, string>} fields */
async function saveDeal(page, fields) {
  await salesforce.editAndSave(page, fields);
  await page.locator('.forceToastMessage').first().waitFor();
  await page.evaluate(() => document.querySelector('.toastContainer')?.replaceChildren());
}

/** @param {string} id */
const deal = (id) => async (/** @type {Page} */ page) => {
  await page.goto(salesforce.recordUrl(id));
  await salesforce.waitForRecord(page, id);
};

/** The field of a Lightning record page: gone while the record is edited, and made anew after it. @type {InlinePage} */
export const LIGHTNING_FIELD = {
  id: 'lightning-field',
  name: 'a field of a Lightning record',
  nudge: ['app: salesforce', 'on: { changed: next_step }', 'anchor: next_step'],
  open: deal(DEAL),
  record: DEAL,
  act: (page) => saveDeal(page, { NextStep: 'Ask for the order' }),
  anchor: 'records-record-layout-item[field-label="Next Step"] .test-id__field-value',
  renderAnew: (page) => saveDeal(page, { Description: 'Renewed' }),
  leave: (page) => salesforce.startEdit(page, 'NextStep'),
  come: (page) => salesforce.cancelEdit(page),
  modal: LIGHTNING_MODAL,
};

/** The path: its steps stay, and which of them is the current one changes. @type {InlinePage} */
export const LIGHTNING_PATH = {
  id: 'lightning-path',
  name: 'the path of a Lightning record',
  nudge: ['app: salesforce', 'on: { changed: amount }', 'anchor: stage'],
  open: deal(OTHER_DEAL),
  record: OTHER_DEAL,
  act: (page) => saveDeal(page, { Amount: '20000' }),
  anchor: '.slds-path__nav li.slds-is-current',
  renderAnew: (_, { workplace }) =>
    workplace.colleagueSaves(OTHER_DEAL, { StageName: 'Value Proposition' }),
  leave: toTheEnd,
  come: toTheTop,
  modal: LIGHTNING_MODAL,
};

/** @type {InlinePage} */
export const ATLASKIT = {
  id: 'atlaskit',
  name: 'a field of an Atlaskit ticket',
  nudge: ['app: jira-cloud', 'on: { event: due_date_pushed }', 'anchor: priority'],
  open: (page) => jira.openIssue(page, TICKET),
  record: TICKET,
  act: (page) => jira.chooseDay(page, 28),
  anchor:
    '[data-testid="issue.issue-view-layout.issue-view-priority-field.priority"] [data-testid="issue-field-priority-readview-full.ui.priority.wrapper"]',
  renderAnew: (_, { workplace }) => workplace.sites.jiraCloud.colleaguePrioritises(TICKET, 'Low'),
  leave: (page) => page.locator(ATLASKIT.anchor).first().click(),
  come: (page) => page.keyboard.press('Escape'),
  modal: {
    open: (page) => page.locator('[data-testid="atlassian-navigation--create-button"]').click(),
    surface: '[role=dialog]',
    inside: '[role=dialog]',
    field: '[role=dialog] input',
    cancel: '[role=dialog] footer button, [role=dialog] [data-testid$=footer] button',
  },
};

/** @type {InlinePage} */
export const PRIMER = {
  id: 'primer',
  name: 'the labels of a Primer pull request',
  nudge: ['app: github', 'on: { event: security_thread }', 'anchor: labels'],
  open: (page) => github.openPull(page, PULL),
  record: `/pull/${PULL}`,
  act: (_, { workplace }) =>
    workplace.sites.github.personReviewsLine(PULL, {
      body: 'This form takes requests from any site, that is CSRF.',
      path: workplace.sites.github.repository.pull(PULL)?.files[0]?.path,
      line: 3,
    }),
  anchor: '[data-testid="issue-labels"] a',
  renderAnew: (_, { workplace }) => workplace.sites.github.personLabels(PULL, 'backend', false),
  leave: toTheEnd,
  come: toTheTop,
  modal: {
    // The focus may be in the card, whose keys are its own.
    async open(page) {
      await page.locator('h1').first().click();
      await page.keyboard.press('?');
    },
    surface: '[role=dialog]',
    inside: '[role=dialog]',
    cancel: '[role=dialog] button',
  },
};

/** Behaviours that each app can see. @type {Record<string, string>} */
const SUCCESS = {
  salesforce: '{ changed: deal_phase }',
  'jira-cloud': '{ changed: estimate, to: known }',
  github: '{ event: reviewed_by_a_person, when: { security_threads: 0 } }',
};

/** @param {InlinePage} page */
function nudgeOf({ id, nudge: [app = '', ...front] }) {
  return `---
nudge: ${id}
title: Three steps, one at a time
why: This is where they are taken.
need:
  performance: The steps are taken in order
  capability: exists
  barrier: recall
owners: { author: enablement, manager: line, people: hr-partner }
roles: [${ROLE}]
${[app, ...front].join('\n')}
severity: high
behaviour:
  text: Takes the three steps
  success: ${SUCCESS[app.replace('app: ', '')]}
  window_days: 3
hypothesis: { metric: steps-taken, direction: up, min_lift_points: 5, guardrail: time-taken }
---
1. **Pause.** Ask what it is compared with, and listen to the end.
2. **Isolate.** Find out whether anything else is in the way, and write it down.
3. **Decide.** Name what you want before you say what you can give.

*Done when* the record says what you decided.
`;
}

/** The pack of these tests alone, in a copy of the content; and a week that has room for all of it. @param {string} content */
export function inlinePack(content) {
  const packs = join(content, 'packs');
  const pack = join(packs, 'inline');
  rmSync(packs, { recursive: true });
  mkdirSync(join(pack, 'nudges'), { recursive: true });
  writeFileSync(
    join(pack, 'pack.yaml'),
    'pack: inline\nversion: 0.1.0\ntitle: Inline\nworkflow: inline\nlicence: Apache-2.0 OR MIT\n',
  );
  for (const page of [LIGHTNING_FIELD, LIGHTNING_PATH, ATLASKIT, PRIMER])
    writeFileSync(join(pack, 'nudges', `${page.id}.md`), nudgeOf(page));
  writeFileSync(
    join(content, 'roles', `${ROLE}.yaml`),
    `role: ${ROLE}\ntitle: Account executive\nbudget: { period: week, count: 20, minutes: 60 }\n`,
  );
}

/** Opens the record; returns once the extension has read it, so that what follows is a change. @param {Stage} stage @param {Tab} tab @param {InlinePage} page */
export async function openRecord({ browser: { desk } }, tab, { open, record }) {
  const since = await desk.mark();
  await open(tab.page);
  await desk.hears(
    since,
    ({ kind, url }) => kind === 'saw' && url.includes(record),
    `${record} is on the page`,
  );
  await pagesAreQuiet(desk);
}
