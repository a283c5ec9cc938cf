import { api, LightningElement } from 'lwc';
import { say } from 'workplace/say';

/** One field of a Dynamic Forms page: its label, and in its slots the value or the input. */
export default class RecordField extends LightningElement {
  @api selectionName;
  @api fieldLabel;
  @api editable;
  @api editing;

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
