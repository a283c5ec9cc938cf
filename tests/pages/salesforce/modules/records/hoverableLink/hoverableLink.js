import { api, LightningElement } from 'lwc';
import { say } from 'workplace/say';

/** A link to a record, and a button beside it that shows a card of that record. */
export default class HoverableLink extends LightningElement {
  @api recordId;
  @api objectApiName;
  @api displayValue;

  get href() {
    return `/lightning/r/${this.objectApiName}/${this.recordId}/view`;
  }
  get previewTitle() {
    return say('Open {0} Preview', this.displayValue);
  }
  handlePreview(event) {
    event.stopPropagation();
    const detail = { id: this.recordId, object: this.objectApiName };
    this.dispatchEvent(new CustomEvent('previewrecord', { detail, bubbles: true, composed: true }));
  }
}
