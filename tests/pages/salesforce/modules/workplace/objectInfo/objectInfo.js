/** What the page knows about its objects: stands for the layout and object metadata of an organisation. */
const picklist = (...values) => values.map((value) => ({ label: value, value }));

const STAGES = picklist(
  'Prospecting',
  'Qualification',
  'Needs Analysis',
  'Value Proposition',
  'Proposal/Price Quote',
  'Negotiation/Review',
  'Closed Won',
  'Closed Lost',
);

const SYSTEM = [
  { name: 'CreatedDate', label: 'Created Date', type: 'datetime' },
  { name: 'LastModifiedById', label: 'Last Modified By', type: 'lookup' },
];

export const OBJECTS = {
  Opportunity: {
    label: 'Opportunity',
    path: { field: 'StageName', values: STAGES },
    highlights: ['CloseDate', 'Amount', 'OwnerId'],
    fields: [
      { name: 'Name', label: 'Opportunity Name', type: 'text', editable: true, required: true },
      { name: 'OwnerId', label: 'Opportunity Owner', type: 'lookup' },
      {
        name: 'StageName',
        label: 'Stage',
        type: 'stage',
        editable: true,
        required: true,
        values: STAGES,
      },
      { name: 'Amount', label: 'Amount', type: 'currency', editable: true },
      { name: 'CloseDate', label: 'Close Date', type: 'date', editable: true, required: true },
      { name: 'NextStep', label: 'Next Step', type: 'text', editable: true },
      {
        name: 'Primary_Objection__c',
        label: 'Primary Objection',
        type: 'picklist',
        editable: true,
        values: picklist('Pricing', 'Competitor', 'Timing', 'Authority'),
      },
      { name: 'Concession_Traded__c', label: 'Concession Traded', type: 'text', editable: true },
      ...SYSTEM,
    ],
  },
  Account: {
    label: 'Account',
    highlights: ['Phone', 'OwnerId'],
    fields: [
      { name: 'Name', label: 'Account Name', type: 'text', editable: true, required: true },
      { name: 'OwnerId', label: 'Account Owner', type: 'lookup' },
      { name: 'Phone', label: 'Phone', type: 'text', editable: true },
      {
        name: 'Industry',
        label: 'Industry',
        type: 'picklist',
        editable: true,
        values: picklist('Energy', 'Finance', 'Retail'),
      },
      ...SYSTEM,
    ],
  },
};
