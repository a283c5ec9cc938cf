import { api, LightningElement } from 'lwc';

/** A link to another record. */
export default class Lookup extends LightningElement {
  @api recordId;
  @api objectApiName;
  @api displayValue;

  get isSet() {
    return Boolean(this.recordId);
  }
}
