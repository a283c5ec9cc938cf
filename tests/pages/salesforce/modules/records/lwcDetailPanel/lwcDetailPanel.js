import { api, LightningElement } from 'lwc';
import { DETAIL } from 'workplace/generated';
import { OBJECTS } from 'workplace/objectInfo';
import { RecordForm } from 'workplace/recordForm';
import { say } from 'workplace/say';

/** The record form: shows a record, or edits all of it at once. In a modal it only edits. */
export default class LwcDetailPanel extends LightningElement {
  @api recordId;
  @api objectApiName;
  @api delayMs = 0;
  @api modal = false;
  state = {};

  connectedCallback() {
    this.form = new RecordForm({
      recordId: this.recordId,
      object: this.objectApiName,
      onChange: (state) => {
        this.state = state;
      },
      onSaved: (detail) => this.tell('recordsaved', detail),
    });
    this.form.open(this.delayMs);
    if (this.modal) this.form.start();
  }
  disconnectedCallback() {
    this.form.close();
  }

  get info() {
    return OBJECTS[this.objectApiName];
  }
  get heading() {
    const { ready, record } = this.state;
    if (!this.modal) return say('Details');
    return ready ? `${say('Edit')} ${record.fields[this.info.heading]}` : '';
  }
  get panel() {
    return DETAIL[this.objectApiName][this.state.editing ? 'edit' : 'view'];
  }
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
  handleStart() {
    this.form.start();
  }
  handleFieldChange(event) {
    this.form.change(event.detail);
  }
  handleCancel() {
    if (this.modal) this.tell('closemodal');
    else this.form.finish();
  }
  handleSave() {
    this.form.save();
  }
}
