import { api, LightningElement } from 'lwc';
import { DETAIL } from 'workplace/generated';
import { OBJECTS } from 'workplace/objectInfo';
import { subscribe } from 'workplace/recordData';
import { say } from 'workplace/say';

/** Another record on this record's page, with the same markup. */
export default class LwcRelatedRecord extends LightningElement {
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
  /** Only a few fields, and none can be edited here. */
  get info() {
    const { compact, sections } = OBJECTS[this.objectApiName];
    const fields = sections
      .flatMap((section) => section.fields)
      .filter(({ name }) => compact.includes(name))
      .map((field) => ({ ...field, editable: false }));
    return { sections: [{ label: say(OBJECTS[this.objectApiName].label), fields }] };
  }
  get panel() {
    return DETAIL[this.objectApiName].view;
  }
}
