import { api, LightningElement } from 'lwc';

export default class RelatedPreviewCard extends LightningElement {
  @api row;
}
