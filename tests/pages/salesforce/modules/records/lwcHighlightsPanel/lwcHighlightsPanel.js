import { api, LightningElement } from 'lwc';
import { OBJECTS } from 'workplace/objectInfo';
import { subscribe } from 'workplace/recordData';

/** The panel on top of the record: its name and a few fields. */
export default class LwcHighlightsPanel extends LightningElement {
  @api recordId;
  @api objectApiName;
  record;

  connectedCallback() {
    this.stop = subscribe(this.recordId, (record) => {
      this.record = record;
    });
  }
  disconnectedCallback() {
    this.stop?.();
  }
  get label() {
    return OBJECTS[this.objectApiName].label;
  }
  get items() {
    const { fields, highlights } = OBJECTS[this.objectApiName];
    return fields
      .filter((field) => highlights.includes(field.name))
      .map((field) => ({ field, text: this.record.display[field.name] ?? '' }));
  }
}
