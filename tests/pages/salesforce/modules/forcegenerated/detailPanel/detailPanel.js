import { api, LightningElement } from 'lwc';

/** The fields of a record, as values or as inputs. Its tag names object, record type and mode. */
export default class DetailPanel extends LightningElement {
  @api record;
  @api info;
  @api draft;
  @api editing;

  get items() {
    return this.info.fields.map((field) => {
      const changed = this.draft && field.name in this.draft;
      const is = (...types) => types.includes(field.type);
      return {
        field,
        key: field.name,
        selectionName: `sfdc:RecordField.${this.record.object}.${field.name}`,
        value: changed ? this.draft[field.name] : this.record.fields[field.name],
        display: this.record.display[field.name],
        lookupObject: 'User',
        writes: this.editing && field.editable,
        isStage: is('stage'),
        isPicklist: is('picklist'),
        isLookup: is('lookup'),
        isCurrency: is('currency'),
        isDate: is('date'),
        isDateTime: is('datetime'),
      };
    });
  }
}
