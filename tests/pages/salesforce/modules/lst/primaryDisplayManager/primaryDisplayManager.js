import { api, LightningElement } from 'lwc';

export default class PrimaryDisplayManager extends LightningElement {
  @api list;

  get hasRows() {
    return this.list.rows.length > 0;
  }
}
