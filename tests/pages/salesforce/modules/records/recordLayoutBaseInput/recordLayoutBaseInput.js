import { api, LightningElement } from 'lwc';

/** Text, number and date of the record form. */
export default class RecordLayoutBaseInput extends LightningElement {
  @api field;
  @api value;

  get isDate() {
    return this.field.type === 'date';
  }
  get isCurrency() {
    return this.field.type === 'currency';
  }
  handleChange(event) {
    const typed = event.detail.value ?? '';
    const value = typed === '' ? null : this.isCurrency ? Number(typed) : typed;
    const detail = { field: this.field.name, value };
    this.dispatchEvent(
      new CustomEvent('fieldvaluechange', { detail, bubbles: true, composed: true }),
    );
  }
}
