import { api, LightningElement } from 'lwc';
import { say } from 'workplace/say';

/** One field of the layout: its label, and in its slots the value or the input. */
export default class RecordLayoutItem extends LightningElement {
  @api selectionName;
  @api editable;
  @api editing;

  /** Reflected, as on live pages. */
  @api get fieldLabel() {
    return this.getAttribute('field-label');
  }
  set fieldLabel(label) {
    this.setAttribute('field-label', label);
  }

  get pencilTitle() {
    return say('Edit {0}', this.fieldLabel);
  }
  get showsPencil() {
    return this.editable && !this.editing;
  }
  get showsInput() {
    return this.editable && this.editing;
  }
  handleEdit() {
    this.dispatchEvent(new CustomEvent('startedit', { bubbles: true, composed: true }));
  }
}
