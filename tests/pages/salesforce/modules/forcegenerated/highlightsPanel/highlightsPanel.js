import RequestDiscount from 'c/requestDiscount';
import { api, LightningElement } from 'lwc';
import { itemsOf } from 'workplace/fieldItems';
import { fieldsOf, OBJECTS } from 'workplace/objectInfo';
import { say } from 'workplace/say';

/** A quick action of the organisation's own. */
const REQUEST_DISCOUNT = 'Opportunity.Request_Discount';

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
  get actions() {
    const edit = { name: 'Edit', label: say('Edit') };
    const request = { name: REQUEST_DISCOUNT, label: say('Request Discount') };
    return this.record.object === 'Opportunity' ? [edit, request] : [edit];
  }
  handleAction({ detail }) {
    if (detail === REQUEST_DISCOUNT) return this.requestDiscount();
    return this.tell('editrecord');
  }
  async requestDiscount() {
    const percent = await RequestDiscount.open({ label: say('Request Discount'), size: 'small' });
    if (percent) this.tell('showtoast', { key: 'success', text: `${percent} % requested.` });
  }
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
