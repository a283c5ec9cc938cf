import { api, LightningElement } from 'lwc';
import { DYNAMIC_PAGES, PAGES } from 'workplace/generated';
import { dynamicForms } from 'workplace/settings';

/** The root of a record page: picks the page of the object. */
export default class RecordHomeFlexipage2 extends LightningElement {
  @api recordId;
  @api objectApiName;
  @api delayMs = 0;

  get page() {
    return (dynamicForms ? DYNAMIC_PAGES : PAGES)[this.objectApiName];
  }
}
