import { api, LightningElement } from 'lwc';

const FORMATTERS = { currency: 'currency', percent: 'percent-fixed', number: 'decimal' };

/** Text, number and date of the record form. */
export default class RecordLayoutBaseInput extends LightningElement {
  @api field;
  @api value;

  get isDate() {
    return this.field.type === 'date';
  }
  get isNumber() {
    return this.field.type in FORMATTERS;
  }
  get formatter() {
    return FORMATTERS[this.field.type];
  }
  get step() {
    return this.field.type === 'currency' ? '0.01' : '1';
  }
  handleChange(event) {
    const typed = event.detail.value ?? '';
    const value = typed === '' ? null : this.isNumber ? Number(typed) : typed;
    const detail = { field: this.field.name, value };
    this.dispatchEvent(
      new CustomEvent('fieldvaluechange', { detail, bubbles: true, composed: true }),
    );
  }
}
