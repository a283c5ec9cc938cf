import { api, LightningElement } from 'lwc';

/** A checkbox of the record form. */
export default class RecordLayoutCheckbox extends LightningElement {
  @api field;
  @api value;

  handleChange(event) {
    const detail = { field: this.field.name, value: event.detail.checked };
    this.dispatchEvent(
      new CustomEvent('fieldvaluechange', { detail, bubbles: true, composed: true }),
    );
  }
}
