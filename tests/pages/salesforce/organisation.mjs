/** The organisation's people and records at the start: civil dates near November 2026. */

/** @typedef {string | number | boolean | null} FieldValue */
/** @typedef {{ id: string, object: string, version: number, fields: Record<string, FieldValue> }} CrmRecord */
/** @typedef {{ name: string, label: string, columns: string[], rows: { id: string, object: string, cells: string[] }[] }} RelatedList */

/** People of the organisation. The browser's session is always `ME`. */
export const ME = '005Ak000001RobinAAG';
export const COLLEAGUE = '005Ak000002SamOkAAG';
/** @type {Record<string, string>} */
export const PEOPLE = { [ME]: 'Robin Vale', [COLLEAGUE]: 'Sam Okoro' };

/** When a record was last changed: at the start, and by a save. No clock: tests set the browser's. */
const CREATED_AT = '2026-10-05T08:30:00.000Z';
export const SAVED_AT = '2026-11-18T09:15:00.000Z';

/** @type {[name: string, stage: string, closeDate: string, amount: number, nextStep: string | null][]} */
const OPPORTUNITIES = [
  ['Northwind - 200 seats', 'Proposal/Price Quote', '2026-12-04', 50_000, 'Send the revised quote'],
  ['Halden Shipping - Renewal', 'Qualification', '2026-12-11', 18_500, null],
  ['Brightwater Labs - Pilot', 'Needs Analysis', '2027-01-15', 7_200, 'Meet the lab manager'],
  ['Orchard Foods - Expansion', 'Value Proposition', '2026-12-18', 96_000, null],
  ['Tessel Energy - Platform', 'Proposal/Price Quote', '2027-02-26', 240_000, 'Security review'],
  ['Marlow & Finch - Starter', 'Prospecting', '2027-01-29', 4_800, null],
  ['Quayside Clinics - 60 seats', 'Negotiation/Review', '2026-12-09', 21_000, 'Call the buyer'],
  ['Verdant Parks - Services', 'Qualification', '2027-03-12', 33_000, null],
  ['Kestrel Air - Add-on', 'Value Proposition', '2026-12-22', 12_750, null],
  ['Lumen Schools - District', 'Needs Analysis', '2027-04-02', 150_000, 'Board meeting'],
];

/** @type {[name: string, type: string, startDate: string, endDate: string, sent: number, cost: number][]} */
const CAMPAIGNS = [
  ['Winter webinar', 'Webinar', '2026-12-01', '2027-01-31', 1250, 4_000],
  ['2026-12 Email Renewal offer', 'Email', '2026-12-15', '2026-12-22', 2400, 600],
  ['2027-02 Conference Northern trade day', 'Conference', '2027-02-11', '2027-02-13', 300, 18_000],
];

/** Salesforce's standard chances of a stage. @type {Record<string, number>} */
const CHANCES = {
  Prospecting: 10,
  Qualification: 10,
  'Needs Analysis': 20,
  'Value Proposition': 50,
  'Proposal/Price Quote': 75,
  'Negotiation/Review': 90,
};

/** @param {string} prefix @param {number} number */
const recordId = (prefix, number) => `${prefix}Ak000005Nw${String(number).padStart(2, '0')}IAC`;

/** @param {number} number from 1 @returns {string} the id of the n-th opportunity */
export const opportunityId = (number) => recordId('006', number);
/** @param {number} number from 1 @returns {string} the id of the n-th campaign */
export const campaignId = (number) => recordId('701', number);
/** The one account, the first campaign and the one case. */
export const ACCOUNT_ID = recordId('001', 1);
export const CAMPAIGN_ID = campaignId(1);
export const CASE_ID = recordId('500', 1);

const SYSTEM = {
  OwnerId: ME,
  CreatedById: COLLEAGUE,
  CreatedDate: CREATED_AT,
  LastModifiedById: ME,
};

/** @returns {CrmRecord[]} */
export function initialRecords() {
  const opportunities = OPPORTUNITIES.map(
    ([Name, StageName, CloseDate, Amount, NextStep], index) => ({
      id: opportunityId(index + 1),
      object: 'Opportunity',
      version: 0,
      fields: {
        Name,
        AccountId: ACCOUNT_ID,
        StageName,
        Type: index % 2 === 0 ? 'New Business' : 'Existing Business',
        CloseDate,
        Amount,
        Probability: CHANCES[StageName] ?? null,
        ForecastCategoryName: 'Pipeline',
        NextStep,
        Primary_Objection__c: null,
        Concession_Traded__c: null,
        Loss_Reason__c: null,
        Description: null,
        ...SYSTEM,
      },
    }),
  );
  const campaigns = CAMPAIGNS.map(
    ([Name, Type, StartDate, EndDate, NumberSent, BudgetedCost], index) => ({
      id: campaignId(index + 1),
      object: 'Campaign',
      version: 0,
      fields: {
        Name,
        IsActive: false,
        Type,
        Status: 'Planned',
        StartDate,
        EndDate,
        NumberSent,
        BudgetedCost,
        Description: null,
        Segment_Check__c: null,
        Test_Send__c: null,
        ...SYSTEM,
      },
    }),
  );
  return [
    ...opportunities,
    {
      id: ACCOUNT_ID,
      object: 'Account',
      version: 0,
      fields: {
        Name: 'Northwind Traders',
        Type: 'Customer',
        Phone: '+1 555 0100',
        Industry: 'Retail',
        Description: 'Stage: expansion. Close date of the framework: 12/31/2027.',
        ...SYSTEM,
      },
    },
    ...campaigns,
    {
      id: CASE_ID,
      object: 'Case',
      version: 0,
      fields: {
        CaseNumber: '00001042',
        Status: 'Working',
        Priority: 'Medium',
        Type: 'Problem',
        Reason: 'Performance',
        Subject: 'Reports are slow on Mondays',
        Description: 'Since the last release.\nTwo teams are affected.',
        ClosedDate: null,
        ...SYSTEM,
      },
    },
  ];
}

/** @param {string} name @param {string} label @param {string[]} columns @param {RelatedList['rows']} [rows] @returns {RelatedList} */
const list = (name, label, columns, rows = []) => ({ name, label, columns, rows });

/**
 * The related lists of a record, some without a row.
 * @param {CrmRecord} record
 * @param {{ id: string, object: string, name: string, fields: Record<string, string> }[]} opportunities as texts
 * @returns {RelatedList[]}
 */
export function relatedLists({ id, object }, opportunities) {
  if (object === 'Account')
    return [
      list(
        'Opportunities',
        'Opportunities',
        ['Stage', 'Amount', 'Close Date'],
        opportunities.slice(1, 4).map((other) => ({
          id: other.id,
          object: 'Opportunity',
          cells: [
            other.name,
            other.fields.StageName ?? '',
            other.fields.Amount ?? '',
            other.fields.CloseDate ?? '',
          ],
        })),
      ),
    ];
  if (object === 'Campaign') return [];
  const first = id === opportunityId(1);
  const activities = list(
    'OpenActivities',
    'Open Activities',
    ['Due Date', 'Status'],
    [
      {
        id: '00TAk000001Task1AAA',
        object: 'Task',
        cells: ['Call the buyer', '2026-11-20', 'Open'],
      },
      { id: '00TAk000001Task2AAA', object: 'Task', cells: ['Send papers', '2026-11-25', 'Open'] },
    ],
  );
  if (object === 'Case') return [activities];
  const contact = { id: '003Ak000001AnnaLAAA', object: 'Contact' };
  const roles = [{ ...contact, cells: ['Anna Lind', 'Decision Maker', 'Head of Purchasing'] }];
  return [
    first ? activities : list('OpenActivities', 'Open Activities', ['Due Date', 'Status']),
    list('OpportunityContactRoles', 'Contact Roles', ['Role', 'Title'], first ? roles : []),
    list('OpportunityCompetitors', 'Competitors', ['Strengths']),
  ];
}
