import { api, LightningElement } from 'lwc';
import { relatedLists } from 'workplace/recordData';

/** The related lists of a record. */
export default class RelatedListContainer extends LightningElement {
  @api recordId;
  lists = [];

  async connectedCallback() {
    this.lists = await relatedLists(this.recordId);
  }
}
