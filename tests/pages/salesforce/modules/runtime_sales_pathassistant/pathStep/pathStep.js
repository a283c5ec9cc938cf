import { api, LightningElement } from 'lwc';

export default class PathStep extends LightningElement {
  @api label;
}
