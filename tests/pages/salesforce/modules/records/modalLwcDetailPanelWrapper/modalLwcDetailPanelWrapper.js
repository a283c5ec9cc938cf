import { api, LightningElement } from 'lwc';

/** The record form inside a modal. */
export default class ModalLwcDetailPanelWrapper extends LightningElement {
  @api recordId;
  @api objectApiName;
}
