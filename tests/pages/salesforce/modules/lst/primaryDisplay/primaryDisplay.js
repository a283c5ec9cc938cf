import { api, LightningElement } from 'lwc';

export default class PrimaryDisplay extends LightningElement {
  @api list;
}
