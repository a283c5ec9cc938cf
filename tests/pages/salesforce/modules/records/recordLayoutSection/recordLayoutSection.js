import { api, LightningElement } from 'lwc';

/** A part of the form under a heading that opens and closes it. */
export default class RecordLayoutSection extends LightningElement {
  @api label;
  isClosed = false;

  get sectionClass() {
    return `slds-section has-header ${this.isClosed ? '' : 'slds-is-open'}`;
  }
  get isOpen() {
    return String(!this.isClosed);
  }
  toggle() {
    this.isClosed = !this.isClosed;
  }
}
