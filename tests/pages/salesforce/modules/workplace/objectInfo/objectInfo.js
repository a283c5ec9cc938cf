/**
 * What an organisation knows about its objects: fields, layouts, paths. Labels are English; `workplace/words`
 * has the other languages. The server reads it too, so that it refuses what the form refuses.
 */

/**
 * @typedef {{ label: string, value: string }} Choice
 * @typedef {'text' | 'area' | 'stage' | 'picklist' | 'currency' | 'number' | 'percent' | 'date' | 'datetime' | 'checkbox' | 'lookup' | 'modstamp'} FieldType
 * @typedef {{ name: string, label: string, type: FieldType, editable?: boolean, required?: boolean, values?: Choice[],
 *   to?: string, at?: string }} Field `to`: the object of a lookup; `at`: the date that stands beside a person
 * @typedef {{ field: string, noun: string, open: Choice[], closed: Choice[] }} Path
 * @typedef {{ label: string, plural: string, prefix: string, heading: string, path?: Path, highlights: string[],
 *   compact: string[], sections: { label: string, fields: Field[] }[] }} ObjectInfo
 */

/** @param {string[]} values @returns {Choice[]} */
const picklist = (...values) => values.map((value) => ({ label: value, value }));

/** @param {string} name @param {string} label @param {FieldType} type @param {Partial<Field>} [more] @returns {Field} */
const editable = (name, label, type, more) => ({ name, label, type, editable: true, ...more });

/** @param {string} name @param {string} label @param {...string} values @returns {Field} */
const choice = (name, label, ...values) =>
  editable(name, label, 'picklist', { values: picklist(...values) });

const OPEN_STAGES = picklist(
  'Prospecting',
  'Qualification',
  'Needs Analysis',
  'Value Proposition',
  'Proposal/Price Quote',
  'Negotiation/Review',
);
const CLOSED_STAGES = picklist('Closed Won', 'Closed Lost');

const FORECAST_CATEGORIES = ['Omitted', 'Pipeline', 'Best Case', 'Commit', 'Closed'];
const OBJECTIONS = ['Pricing', 'Competitor', 'Timing', 'Authority'];

const SYSTEM = {
  label: 'System Information',
  fields: /** @type {Field[]} */ ([
    { name: 'CreatedById', label: 'Created By', type: 'modstamp', to: 'User', at: 'CreatedDate' },
    { name: 'CreatedDate', label: 'Created Date', type: 'datetime' },
    {
      name: 'LastModifiedById',
      label: 'Last Modified By',
      type: 'modstamp',
      to: 'User',
      at: 'LastModifiedDate',
    },
  ]),
};

/** @param {string} label @returns {Field} */
const owner = (label) => ({ name: 'OwnerId', label, type: 'lookup', to: 'User' });

/** @type {Record<string, ObjectInfo>} */
export const OBJECTS = {
  Opportunity: {
    label: 'Opportunity',
    plural: 'Opportunities',
    prefix: '006',
    heading: 'Name',
    path: { field: 'StageName', noun: 'Stage', open: OPEN_STAGES, closed: CLOSED_STAGES },
    highlights: ['AccountId', 'CloseDate', 'Amount', 'OwnerId'],
    compact: ['StageName', 'CloseDate', 'Amount', 'OwnerId'],
    sections: [
      {
        label: 'Opportunity Information',
        fields: [
          editable('Name', 'Opportunity Name', 'text', { required: true }),
          owner('Opportunity Owner'),
          { name: 'AccountId', label: 'Account Name', type: 'lookup', to: 'Account' },
          editable('StageName', 'Stage', 'stage', {
            required: true,
            values: [...OPEN_STAGES, ...CLOSED_STAGES],
          }),
          choice('Type', 'Type', 'New Business', 'Existing Business'),
          editable('Amount', 'Amount', 'currency'),
          editable('CloseDate', 'Close Date', 'date', { required: true }),
          editable('Probability', 'Probability (%)', 'percent'),
          choice('ForecastCategoryName', 'Forecast Category', ...FORECAST_CATEGORIES),
          editable('NextStep', 'Next Step', 'text'),
        ],
      },
      {
        label: 'Additional Information',
        fields: [
          choice('Primary_Objection__c', 'Primary Objection', ...OBJECTIONS),
          editable('Concession_Traded__c', 'Concession Traded', 'text'),
          choice('Loss_Reason__c', 'Loss Reason', 'Price', 'Competitor', 'No decision', 'Timing'),
          editable('Description', 'Description', 'area'),
        ],
      },
      SYSTEM,
    ],
  },
  Account: {
    label: 'Account',
    plural: 'Accounts',
    prefix: '001',
    heading: 'Name',
    highlights: ['Phone', 'OwnerId'],
    compact: ['Type', 'Phone', 'OwnerId'],
    sections: [
      {
        label: 'Account Information',
        fields: [
          editable('Name', 'Account Name', 'text', { required: true }),
          owner('Account Owner'),
          choice('Type', 'Type', 'Prospect', 'Customer', 'Partner'),
          editable('Phone', 'Phone', 'text'),
          choice('Industry', 'Industry', 'Energy', 'Finance', 'Retail'),
          editable('Description', 'Description', 'area'),
        ],
      },
      SYSTEM,
    ],
  },
  Campaign: {
    label: 'Campaign',
    plural: 'Campaigns',
    prefix: '701',
    heading: 'Name',
    highlights: ['Type', 'Status', 'StartDate', 'EndDate'],
    compact: ['Type', 'Status', 'StartDate'],
    sections: [
      {
        label: 'Campaign Information',
        fields: [
          editable('Name', 'Campaign Name', 'text', { required: true }),
          owner('Campaign Owner'),
          editable('IsActive', 'Active', 'checkbox'),
          choice('Type', 'Type', 'Conference', 'Webinar', 'Email', 'Advertisement'),
          choice('Status', 'Status', 'Planned', 'In Progress', 'Completed', 'Aborted'),
          editable('StartDate', 'Start Date', 'date'),
          editable('EndDate', 'End Date', 'date'),
          editable('NumberSent', 'Num Sent in Campaign', 'number'),
          editable('BudgetedCost', 'Budgeted Cost in Campaign', 'currency'),
          editable('Description', 'Description', 'area'),
        ],
      },
      {
        label: 'Additional Information',
        fields: [
          editable('Segment_Check__c', 'Segment Check', 'text'),
          editable('Test_Send__c', 'Test Send', 'text'),
        ],
      },
      SYSTEM,
    ],
  },
  Case: {
    label: 'Case',
    plural: 'Cases',
    prefix: '500',
    heading: 'CaseNumber',
    path: {
      field: 'Status',
      noun: 'Status',
      open: picklist('New', 'Working', 'Escalated'),
      closed: picklist('Closed'),
    },
    highlights: ['Priority', 'Status', 'OwnerId'],
    compact: ['Status', 'Priority', 'OwnerId'],
    sections: [
      {
        label: 'Case Information',
        fields: [
          { name: 'CaseNumber', label: 'Case Number', type: 'text' },
          owner('Case Owner'),
          editable('Status', 'Status', 'picklist', {
            required: true,
            values: picklist('New', 'Working', 'Escalated', 'Closed'),
          }),
          choice('Priority', 'Priority', 'High', 'Medium', 'Low'),
          choice('Type', 'Type', 'Question', 'Problem', 'Feature Request'),
          choice('Reason', 'Case Reason', 'Installation', 'Performance', 'Breakdown'),
          editable('Subject', 'Subject', 'text'),
          editable('Description', 'Description', 'area'),
          { name: 'ClosedDate', label: 'Date/Time Closed', type: 'datetime' },
        ],
      },
      SYSTEM,
    ],
  },
};

/** @param {string} object @returns {Field[]} all fields, in the order of the layout */
export const fieldsOf = (object) =>
  (OBJECTS[object]?.sections ?? []).flatMap(({ fields }) => fields);

/** @param {string} id @returns {string} the object whose ids begin like that */
export const objectOfId = (id) =>
  Object.keys(OBJECTS).find((object) => id.startsWith(OBJECTS[object]?.prefix ?? ' ')) ?? 'User';

/**
 * How a Dynamic Forms page names a field: `StageName` is `RecordStageNameField`, `Loss_Reason__c` is
 * `RecordLoss_Reason_cField`.
 * @param {string} name
 */
export const fieldIdOf = (name) => `Record${name.replace(/__c$/, '_c')}Field`;
