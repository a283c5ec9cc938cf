import { api, LightningElement } from 'lwc';
import { fieldsOf } from 'workplace/objectInfo';
import { say } from 'workplace/say';

/** What the server refused: errors of the whole page, and the fields that they name. */
export default class RecordEditError extends LightningElement {
  @api errors = [];
  @api objectApiName;
  words = { title: say('We hit a snag.'), review: say('Review the following fields') };

  get messages() {
    return this.errors.map((error, index) => ({ key: index, text: error.message }));
  }
  get fields() {
    const named = this.errors.flatMap((error) => error.fields);
    return fieldsOf(this.objectApiName)
      .filter((field) => named.includes(field.name))
      .map(({ name, label }) => ({ name, label: say(label) }));
  }
  get hasFields() {
    return this.fields.length > 0;
  }
}
