import { api, LightningElement } from 'lwc';

export default class FormFooter extends LightningElement {
  @api errors;
  @api info;
  @api saving;

  get hasErrors() {
    return this.errors.length > 0;
  }
  handleCancel() {
    this.dispatchEvent(new CustomEvent('canceledit', { bubbles: true, composed: true }));
  }
  handleSave() {
    this.dispatchEvent(new CustomEvent('saveedit', { bubbles: true, composed: true }));
  }
}
