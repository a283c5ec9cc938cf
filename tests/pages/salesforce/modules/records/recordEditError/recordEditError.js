import { api, LightningElement } from 'lwc';

/** What the server refused, in the words of the page. */
export default class RecordEditError extends LightningElement {
  @api errors = [];
  @api info;

  get messages() {
    return this.errors.map((error, index) => ({ key: index, text: error.message }));
  }
  get fields() {
    const named = this.errors.flatMap((error) => error.fields);
    return this.info.fields.filter((field) => named.includes(field.name));
  }
}
