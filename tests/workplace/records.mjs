/**
 * The organisation's records, in memory: what a CRM would keep, with just enough rules to refuse a bad save.
 */

/** @typedef {string | number | null} FieldValue */
/** @typedef {{ id: string, object: string, version: number, fields: Record<string, FieldValue> }} CrmRecord */
/** @typedef {{ errorCode: string, message: string, fields: string[] }} SaveError */
/** @typedef {{ id: string, person: string, fields: Record<string, FieldValue> }} Save */

/** People of the organisation. The browser's session is always `ME`. */
export const ME = '005Ak000001RobinAAG';
export const COLLEAGUE = '005Ak000002SamOkAAG';
/** @type {Record<string, string>} */
const PEOPLE = { [ME]: 'Robin Vale', [COLLEAGUE]: 'Sam Okoro' };

/** @type {Record<string, string[]>} */
const PICKLISTS = {
  StageName: [
    'Prospecting',
    'Qualification',
    'Needs Analysis',
    'Value Proposition',
    'Proposal/Price Quote',
    'Negotiation/Review',
    'Closed Won',
    'Closed Lost',
  ],
  Primary_Objection__c: ['Pricing', 'Competitor', 'Timing', 'Authority'],
  Industry: ['Energy', 'Finance', 'Retail'],
};

/** @type {Record<string, Set<string>>} */
const EDITABLE = {
  Opportunity: new Set([
    'Name',
    'StageName',
    'CloseDate',
    'Amount',
    'NextStep',
    'Primary_Objection__c',
    'Concession_Traded__c',
  ]),
  Account: new Set(['Name', 'Phone', 'Industry']),
};
const REQUIRED = new Set(['Name', 'StageName', 'CloseDate']);

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

/** @param {string} prefix @param {number} number */
const recordId = (prefix, number) => `${prefix}Ak000005Nw${String(number).padStart(2, '0')}IAC`;

/** @param {number} number from 1 @returns {string} the id of the n-th opportunity */
export const opportunityId = (number) => recordId('006', number);
/** The one account. */
export const ACCOUNT_ID = recordId('001', 1);

/** @returns {CrmRecord[]} */
function initialRecords() {
  const system = { OwnerId: ME, CreatedDate: '2026-10-05T08:30:00.000Z', LastModifiedById: ME };
  const opportunities = OPPORTUNITIES.map(
    ([Name, StageName, CloseDate, Amount, NextStep], index) => ({
      id: opportunityId(index + 1),
      object: 'Opportunity',
      version: 0,
      fields: {
        Name,
        StageName,
        CloseDate,
        Amount,
        NextStep,
        Primary_Objection__c: null,
        Concession_Traded__c: null,
        ...system,
      },
    }),
  );
  const account = {
    id: ACCOUNT_ID,
    object: 'Account',
    version: 0,
    fields: { Name: 'Northwind Traders', Phone: '+1 555 0100', Industry: 'Retail', ...system },
  };
  return [...opportunities, account];
}

/** @param {string} field @returns {string} its name in words: `CloseDate` is a close date */
const inWords = (field) =>
  field
    .replace(/__c$/, '')
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2');

/** @param {string} field @param {FieldValue} value @returns {string | null} what is wrong, in the words that the page shows */
function refusal(field, value) {
  const name = inWords(field);
  if (REQUIRED.has(field) && (value === null || value === '')) return `${name}: enter a value.`;
  const choices = PICKLISTS[field];
  if (choices && value !== null && !choices.includes(String(value)))
    return `${name}: choose a value from the list.`;
  if (field === 'CloseDate' && !/^\d{4}-\d{2}-\d{2}$/.test(String(value)))
    return `${name}: enter a date.`;
  if (field === 'Amount' && value !== null && (typeof value !== 'number' || !(value >= 0)))
    return `${name}: enter zero or more.`;
  return null;
}

const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** @param {string} field @param {FieldValue} value */
function display(field, value) {
  if (value === null) return '';
  if (field.endsWith('ById') || field === 'OwnerId') return PEOPLE[String(value)] ?? '';
  if (field === 'Amount') return money.format(Number(value));
  if (field === 'CloseDate')
    return new Date(`${value}T00:00:00Z`).toLocaleDateString('en-US', { timeZone: 'UTC' });
  return String(value);
}

/** The records and who changed them. */
export class Records {
  /** @type {Map<string, CrmRecord>} */
  #records = new Map();
  /** Grows with every change and never goes back, so that open pages notice a reset too. */
  #version = 0;
  /** Every accepted save, in order: who sent which fields. @type {Save[]} */
  saves = [];

  constructor() {
    this.reset();
  }

  /** Puts everything back as it was at the start. */
  reset() {
    this.#version += 1;
    this.saves.length = 0;
    this.#records = new Map(
      initialRecords().map((record) => [record.id, { ...record, version: this.#version }]),
    );
  }

  /** @param {string} id @returns {CrmRecord | undefined} a copy */
  get(id) {
    const record = this.#records.get(id);
    return record && structuredClone(record);
  }

  /** @param {string} object @returns {{ id: string, name: string }[]} */
  list(object) {
    return [...this.#records.values()]
      .filter((record) => record.object === object)
      .map((record) => ({ id: record.id, name: String(record.fields.Name) }));
  }

  /** @param {number} since @returns {{ version: number, ids: string[] }} what changed after that version */
  changes(since) {
    const ids = [...this.#records.values()]
      .filter((record) => record.version > since)
      .map((record) => record.id);
    return { version: this.#version, ids };
  }

  /** @param {string} id @returns {(CrmRecord & { display: Record<string, string> }) | undefined} with the texts that a page shows */
  shown(id) {
    const record = this.get(id);
    return (
      record && {
        ...record,
        display: Object.fromEntries(
          Object.entries(record.fields).map(([field, value]) => [field, display(field, value)]),
        ),
      }
    );
  }

  /**
   * @param {string} id
   * @param {Record<string, FieldValue>} fields
   * @param {string} person
   * @returns {SaveError[]} empty when it was saved; nothing is changed otherwise
   */
  save(id, fields, person) {
    const record = this.#records.get(id);
    if (!record)
      return [{ errorCode: 'NOT_FOUND', message: 'The record does not exist.', fields: [] }];
    /** @type {SaveError[]} */
    const errors = [];
    for (const [field, value] of Object.entries(fields)) {
      const message = EDITABLE[record.object]?.has(field)
        ? refusal(field, value)
        : `${inWords(field)}: this field cannot be edited.`;
      if (message)
        errors.push({ errorCode: 'FIELD_INTEGRITY_EXCEPTION', message, fields: [field] });
    }
    if (errors.length > 0) return errors;
    this.#version += 1;
    Object.assign(record.fields, fields, { LastModifiedById: person });
    record.version = this.#version;
    this.saves.push({ id, person, fields: structuredClone(fields) });
    return [];
  }
}
