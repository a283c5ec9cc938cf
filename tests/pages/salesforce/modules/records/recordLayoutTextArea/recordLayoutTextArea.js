import { api, LightningElement } from 'lwc';

/** Text of several lines in the record form. */
export default class RecordLayoutTextArea extends LightningElement {
  @api field;
  @api value;

  handleChange(event) {
    const detail = { field: this.field.name, value: event.detail.value || null };
    this.dispatchEvent(
      new CustomEvent('fieldvaluechange', { detail, bubbles: true, composed: true }),
    );
  }
}
