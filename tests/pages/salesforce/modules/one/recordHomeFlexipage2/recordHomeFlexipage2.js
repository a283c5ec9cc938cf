import AccountPage from 'forcegenerated/flexipage_account_record_page_account__view_js';
import OpportunityPage from 'forcegenerated/flexipage_opportunity_record_page_opportunity__view_js';
import { api, LightningElement } from 'lwc';

const PAGES = { Opportunity: OpportunityPage, Account: AccountPage };

/** The root of a record page: picks the page of the object. */
export default class RecordHomeFlexipage2 extends LightningElement {
  @api recordId;
  @api objectApiName;
  @api delayMs = 0;

  get page() {
    return PAGES[this.objectApiName];
  }
}
