// The systems whose own changes are counted: where cases begin, how a record is opened, and what is counted there.
import { ROLE } from '../../e2e/stage.mjs';
import { opportunityId } from '../../workplace/records.mjs';
import * as jiraCloud from '../jira-cloud/gestures.mjs';
import * as jiraDataCenter from '../jira-data-center/gestures.mjs';
import { buildPage } from '../salesforce/build.mjs';
import * as salesforce from '../salesforce/gestures.mjs';

/** @typedef {import('./scene.mjs').Workplace} Workplace */
/**
 * @template {keyof Workplace['sites']} Name, Opening
 * @typedef {import('./own-changes.mjs').System<Workplace['sites'][Name], Opening>} SiteSystem
 */

/** @type {import('./own-changes.mjs').System<Workplace, salesforce.Setup>} */
export const SALESFORCE = {
  app: 'salesforce',
  role: ROLE,
  events: ['close_date_pushed_back'],
  changes: `amount budgeted_cost close_date concession_traded deal_phase description end_date
    forecast_category is_active loss_reason name next_step number_sent objection probability stage start_date
    status type`.split(/\s+/),
  build: buildPage,
  // Its close date is after the twelfth, so it reads one way only.
  record: opportunityId(4),
  async open(page, id, setup) {
    await page.goto(salesforce.recordUrl(id, setup));
    await salesforce.waitForRecord(page, id);
  },
  site: (workplace) => workplace,
};

/** @type {SiteSystem<'jiraCloud', Parameters<typeof jiraCloud.openIssue>[2]>} */
export const JIRA_CLOUD = {
  app: 'jira-cloud',
  role: 'product-manager',
  events: ['due_date_pushed', 'work_started', 'work_finished'],
  changes: ['priority', 'status', 'estimate', 'story_points', 'acceptance_criteria'],
  record: 'ACME-1',
  open: jiraCloud.openIssue,
  site: ({ sites }) => sites.jiraCloud,
};

/** @type {SiteSystem<'jiraDataCenter', jiraDataCenter.Opening>} */
export const JIRA_DATA_CENTER = {
  app: 'jira-data-center',
  role: 'product-manager',
  events: ['due_date_pushed', 'work_started', 'work_finished'],
  changes: ['priority', 'root_cause', 'estimate', 'status'],
  record: 'ACME-1',
  open: jiraDataCenter.openIssue,
  site: ({ sites }) => sites.jiraDataCenter,
};
