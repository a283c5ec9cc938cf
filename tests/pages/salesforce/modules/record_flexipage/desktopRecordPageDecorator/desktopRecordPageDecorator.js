import { api, LightningElement } from 'lwc';

/** Around the whole record page. On a Dynamic Forms page the form's footer is its, not a panel's. */
export default class DesktopRecordPageDecorator extends LightningElement {
  @api form;
  @api objectApiName;

  get editing() {
    return Boolean(this.form?.editing);
  }
}
