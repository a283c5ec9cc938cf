import { api, LightningElement } from 'lwc';

/** A link to another record, with the words that only a screen reader gets. */
export default class Lookup extends LightningElement {
  @api recordId;
  @api objectApiName;
  @api displayValue;

  get href() {
    return `/lightning/r/${this.objectApiName}/${this.recordId}/view`;
  }
  get assistiveText() {
    return `Open ${this.displayValue} Preview`;
  }
}
