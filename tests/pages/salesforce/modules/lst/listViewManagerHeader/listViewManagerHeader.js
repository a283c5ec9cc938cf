import { api, LightningElement } from 'lwc';

export default class ListViewManagerHeader extends LightningElement {
  @api list;

  get count() {
    return `(${this.list.rows.length})`;
  }
}
