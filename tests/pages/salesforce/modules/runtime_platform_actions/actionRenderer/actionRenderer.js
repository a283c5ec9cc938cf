import { api, LightningElement } from 'lwc';

/** One button of a record. */
export default class ActionRenderer extends LightningElement {
  @api label;

  /** Reflected, as on live pages. */
  @api get apiname() {
    return this.getAttribute('apiname');
  }
  set apiname(name) {
    this.setAttribute('apiname', name);
  }
  handleClick() {
    this.dispatchEvent(
      new CustomEvent('runaction', { detail: this.apiname, bubbles: true, composed: true }),
    );
  }
}
