import { api, LightningElement } from 'lwc';

/** Who did something to the record, and when. */
export default class Modstamp extends LightningElement {
  @api recordId;
  @api displayValue;
  @api at;

  get when() {
    return `, ${this.at}`;
  }
}
