import { api, LightningElement } from 'lwc';
import { HIGHLIGHTS } from 'workplace/generated';
import { subscribe } from 'workplace/recordData';

/** The panel on top of the record. */
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
  get panel() {
    return HIGHLIGHTS[this.objectApiName];
  }
}
