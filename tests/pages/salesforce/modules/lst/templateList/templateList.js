import { api, LightningElement } from 'lwc';

export default class TemplateList extends LightningElement {
  @api list;

  get rows() {
    const { columns, rows } = this.list;
    return rows.map(({ id, object, cells: [name, ...rest] }) => ({
      id,
      object,
      name,
      fields: columns.map((label, index) => ({ label, value: rest[index] })),
    }));
  }
}
