/**
 * The organisation's records, in memory: what a CRM would keep, with just enough rules to refuse a bad save.
 */
import { dateOrText, displayOf } from '../pages/salesforce/display.mjs';
import { fieldsOf, OBJECTS } from '../pages/salesforce/modules/workplace/objectInfo/objectInfo.js';
import {
  initialRecords,
  PEOPLE,
  relatedLists,
  SAVED_AT,
} from '../pages/salesforce/organisation.mjs';

export {
  ACCOUNT_ID,
  CAMPAIGN_ID,
  CASE_ID,
  COLLEAGUE,
  campaignId,
  ME,
  opportunityId,
} from '../pages/salesforce/organisation.mjs';

/** @typedef {import('../pages/salesforce/organisation.mjs').FieldValue} FieldValue */
/** @typedef {import('../pages/salesforce/organisation.mjs').CrmRecord} CrmRecord */
/** @typedef {import('../pages/salesforce/organisation.mjs').RelatedList} RelatedList */
/** @typedef {import('../pages/salesforce/modules/workplace/objectInfo/objectInfo.js').Field} Field */
/** @typedef {import('../pages/salesforce/display.mjs').Reader} Reader */
/** @typedef {{ errorCode: string, message: string, fields: string[] }} SaveError */
/** @typedef {{ id: string, person: string, fields: Record<string, FieldValue> }} Save */
/** @typedef {CrmRecord & { display: Record<string, string> }} ShownRecord */

/** Who reads when nobody says otherwise. @type {Reader} */
const ENGLISH = { locale: 'en-US', several: false };

/** @param {string} field @returns {string} its name in words: `CloseDate` is a close date */
const inWords = (field) =>
  field
    .replace(/__c$/, '')
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2');

/** @param {FieldValue} value */
const isAmount = (value) => typeof value === 'number' && value >= 0;

/** What a value of the type must be, in the words that the page shows. @type {Record<string, [fits: (value: FieldValue) => boolean, asked: string]>} */
const TYPE_RULES = {
  date: [(value) => /^\d{4}-\d{2}-\d{2}$/.test(String(value)), 'enter a date'],
  currency: [isAmount, 'enter zero or more'],
  number: [isAmount, 'enter zero or more'],
  checkbox: [(value) => typeof value === 'boolean', 'tick it or leave it'],
  percent: [(value) => isAmount(value) && Number(value) <= 100, 'enter 0 to 100'],
};

/** @param {Field | undefined} field @param {string} name @param {FieldValue} value @returns {string | null} what is wrong */
function refusal(field, name, value) {
  if (!field?.editable) return `${inWords(name)}: this field cannot be edited.`;
  if (value === null || value === '')
    return field.required ? `${inWords(name)}: enter a value.` : null;
  if (field.values && !field.values.some((choice) => choice.value === value))
    return `${inWords(name)}: choose a value from the list.`;
  const [fits, asked] = TYPE_RULES[field.type] ?? [];
  return fits && !fits(value) ? `${inWords(name)}: ${asked}.` : null;
}

/** A rule of the organisation over the whole record: an error of the page, of no field. @param {CrmRecord['fields']} fields */
const breaksRule = ({ StageName, Amount }) => StageName === 'Closed Won' && Amount === null;

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

  /** @param {CrmRecord} record */
  #nameOf = ({ object, fields }) => String(fields[OBJECTS[object]?.heading ?? 'Name'] ?? '');

  /** @param {string} object @returns {{ id: string, name: string }[]} */
  list(object) {
    return [...this.#records.values()]
      .filter((record) => record.object === object)
      .map((record) => ({ id: record.id, name: this.#nameOf(record) }));
  }

  /** @param {number} since @returns {{ version: number, ids: string[] }} what changed after that version */
  changes(since) {
    const ids = [...this.#records.values()]
      .filter((record) => record.version > since)
      .map((record) => record.id);
    return { version: this.#version, ids };
  }

  /** @param {string} id @param {Reader} [reader] @returns {ShownRecord | undefined} with the texts that a page shows */
  shown(id, reader = ENGLISH) {
    const record = this.get(id);
    if (!record) return undefined;
    const changed = this.saves.some((save) => save.id === id);
    const LastModifiedDate = changed ? SAVED_AT : (record.fields.CreatedDate ?? null);
    const dated = { ...record, fields: { ...record.fields, LastModifiedDate } };
    /** @param {string} other */
    const nameOf = (other) => {
      const found = this.#records.get(other);
      return PEOPLE[other] ?? (found ? this.#nameOf(found) : '');
    };
    return { ...dated, display: displayOf(dated, reader, nameOf) };
  }

  /** @param {string} id @param {Reader} [reader] @returns {RelatedList[]} */
  related(id, reader = ENGLISH) {
    const record = this.get(id);
    if (!record) return [];
    const opportunities = this.list('Opportunity').map(({ id: other, name }) => ({
      id: other,
      object: 'Opportunity',
      name,
      fields: this.shown(other, reader)?.display ?? {},
    }));
    return relatedLists(record, opportunities).map((list) => ({
      ...list,
      rows: list.rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell) => dateOrText(cell, reader)),
      })),
    }));
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
    for (const [name, value] of Object.entries(fields)) {
      const field = fieldsOf(record.object).find((one) => one.name === name);
      const message = refusal(field, name, value);
      if (message) errors.push({ errorCode: 'FIELD_INTEGRITY_EXCEPTION', message, fields: [name] });
    }
    if (errors.length > 0) return errors;
    if (breaksRule({ ...record.fields, ...fields })) {
      const message = 'A deal that is won needs an amount.';
      return [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields: [] }];
    }
    this.#version += 1;
    Object.assign(record.fields, fields, { LastModifiedById: person });
    record.version = this.#version;
    this.saves.push({ id, person, fields: structuredClone(fields) });
    return [];
  }
}
