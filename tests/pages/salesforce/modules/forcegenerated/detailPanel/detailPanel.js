import { api, LightningElement } from 'lwc';
import { itemsOf, rowsOf } from 'workplace/fieldItems';
import { say } from 'workplace/say';

/** The fields of a record, as values or as inputs. Its tag names object, record type and mode. */
export default class DetailPanel extends LightningElement {
  @api record;
  @api info;
  @api draft;
  @api editing;

  get sections() {
    const { draft, editing } = this;
    return this.info.sections.map(({ label, fields }) => ({
      label: say(label),
      rows: rowsOf(itemsOf(this.record, fields, { draft, editing })),
    }));
  }
}
