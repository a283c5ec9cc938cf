import { api, LightningElement } from 'lwc';
import { itemsOf } from 'workplace/fieldItems';
import { fieldsOf, OBJECTS } from 'workplace/objectInfo';
import { say } from 'workplace/say';

/** The compact layout of a record: its name and a few fields, without their names in the markup. */
export default class HighlightsPanel extends LightningElement {
  @api record;

  get info() {
    return OBJECTS[this.record.object];
  }
  get label() {
    return say(this.info.label);
  }
  get heading() {
    return this.record.fields[this.info.heading];
  }
  get items() {
    const fields = fieldsOf(this.record.object);
    return itemsOf(
      this.record,
      this.info.highlights.map((name) => fields.find((field) => field.name === name)),
    );
  }
  get editTitle() {
    return say('Edit');
  }
  handleEdit() {
    this.dispatchEvent(new CustomEvent('editrecord', { bubbles: true, composed: true }));
  }
}
