import { api, LightningElement } from 'lwc';
import { itemsOf } from 'workplace/fieldItems';
import { OBJECTS } from 'workplace/objectInfo';
import { RecordForm } from 'workplace/recordForm';
import { say } from 'workplace/say';

/** What the page and the modal of Dynamic Forms have in common: every field is a part of the page of its own. */
export default class DynamicForm extends LightningElement {
  @api recordId;
  @api objectApiName;
  @api delayMs = 0;
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
  }
  disconnectedCallback() {
    this.form.close();
  }
  get sections() {
    const { ready, record, draft, editing } = this.state;
    if (!ready) return [];
    return OBJECTS[this.objectApiName].sections.map(({ label, fields }) => {
      const items = itemsOf(record, fields, { draft, editing });
      const columns = [0, 1].map((side) => ({
        key: String(side),
        items: items.filter((_, index) => index % 2 === side),
      }));
      return { label: say(label), columns };
    });
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
    this.form.finish();
  }
  handleSave() {
    this.form.save();
  }
}
