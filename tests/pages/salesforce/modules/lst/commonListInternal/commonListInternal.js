import { api, LightningElement } from 'lwc';

export default class CommonListInternal extends LightningElement {
  @api list;
}
