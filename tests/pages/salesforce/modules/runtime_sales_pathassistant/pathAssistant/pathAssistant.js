import { api, LightningElement } from 'lwc';
import { OBJECTS } from 'workplace/objectInfo';
import { subscribe } from 'workplace/recordData';

/** The path: one step for each stage, the current one marked. */
export default class PathAssistant extends LightningElement {
  @api recordId;
  @api objectApiName;
  record;

  connectedCallback() {
    this.stop = subscribe(this.recordId, (record) => {
      this.record = record;
    });
  }
  disconnectedCallback() {
    this.stop?.();
  }
  get steps() {
    const { field, values } = OBJECTS[this.objectApiName].path;
    const current = values.findIndex(({ value }) => value === this.record?.fields[field]);
    return values.map(({ value }, index) => {
      const state =
        index === current
          ? 'slds-is-current slds-is-active'
          : index < current
            ? 'slds-is-complete'
            : 'slds-is-incomplete';
      return {
        value,
        class: `slds-path__item runtime_sales_pathassistantPathAssistantTab ${state}`,
      };
    });
  }
}
