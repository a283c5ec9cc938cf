import { api, LightningElement } from 'lwc';

/** A picklist in the record form. */
export default class RecordPicklist extends LightningElement {
  @api field;
  @api value;
}
