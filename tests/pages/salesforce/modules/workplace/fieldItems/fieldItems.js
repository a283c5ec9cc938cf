import Lookup from 'force/lookup';
import FormattedNumber from 'lightning/formattedNumber';
import FormattedText from 'lightning/formattedText';
import Input from 'lightning/input';
import Modstamp from 'records/modstamp';
import BaseInput from 'records/recordLayoutBaseInput';
import Checkbox from 'records/recordLayoutCheckbox';
import TextArea from 'records/recordLayoutTextArea';
import Picklist from 'records/recordPicklist';
import InputStageName from 'sfa/inputStageName';
import OutputStageName from 'sfa/outputStageName';
import { fieldIdOf } from 'workplace/objectInfo';
import { say } from 'workplace/say';
import { severalCurrencies } from 'workplace/settings';

const INPUTS = {
  stage: InputStageName,
  picklist: Picklist,
  area: TextArea,
  checkbox: Checkbox,
};

/** A checkbox that is shown and cannot be pressed. */
const TICK = { type: 'checkbox', variant: 'label-hidden', disabled: true };

/** Which component shows a field, and with what. A finished text stays a text; the rest the component writes. */
function output(field, record) {
  const value = record.fields[field.name];
  const text = record.display[field.name] ?? '';
  switch (field.type) {
    case 'stage':
      return [OutputStageName, { value: say(text) }];
    case 'lookup':
      return [Lookup, { recordId: value, objectApiName: field.to, displayValue: text }];
    case 'modstamp':
      return [
        Modstamp,
        { recordId: value, displayValue: text, at: record.display[field.at] ?? '' },
      ];
    case 'currency':
      return severalCurrencies
        ? [FormattedText, { value: text }]
        : [FormattedNumber, { value, formatStyle: 'currency', currencyCode: 'USD' }];
    case 'number':
      return [FormattedNumber, { value }];
    case 'percent':
      return [FormattedNumber, { value, formatStyle: 'percent-fixed' }];
    case 'picklist':
      return [FormattedText, { value: say(text) }];
    case 'checkbox':
      return [Input, { ...TICK, label: say(field.label), checked: Boolean(value) }];
    default:
      return [FormattedText, { value: text }];
  }
}

/**
 * What the layout shows for each field.
 * @param {{ object: string, fields: object, display: object }} record
 * @param {object[]} fields
 * @param {{ draft?: object, editing?: boolean }} form
 */
export function itemsOf(record, fields, { draft = {}, editing = false } = {}) {
  return fields.map((field) => {
    const label = say(field.label);
    const values = field.values?.map((choice) => ({ ...choice, label: say(choice.label) }));
    const writes = Boolean(editing && field.editable);
    const [show, shown] = output(field, record);
    const value = field.name in draft ? draft[field.name] : record.fields[field.name];
    return {
      key: field.name,
      label,
      fieldId: fieldIdOf(field.name),
      selectionName: `sfdc:RecordField.${record.object}.${field.name}`,
      editable: Boolean(field.editable),
      writes,
      show,
      shown,
      input: INPUTS[field.type] ?? BaseInput,
      filled: { field: { ...field, label, values }, value },
    };
  });
}

/** @param {object[]} items @returns {{ key: string, items: object[] }[]} two in a row */
export function rowsOf(items) {
  const rows = [];
  for (let at = 0; at < items.length; at += 2)
    rows.push({ key: items[at].key, items: items.slice(at, at + 2) });
  return rows;
}
