import { api, LightningElement } from 'lwc';

export default class PrimaryDisplayCard extends LightningElement {
  @api list;
}
