import { api, LightningElement } from 'lwc';

/** The picklist itself. */
export default class FormPicklist extends LightningElement {
  @api field;
  @api value;

  handleChange(event) {
    const detail = { field: this.field.name, value: event.detail.value || null };
    this.dispatchEvent(
      new CustomEvent('fieldvaluechange', { detail, bubbles: true, composed: true }),
    );
  }
}
