import { api, LightningElement } from 'lwc';

/** The buttons of a record. */
export default class ActionsRibbon extends LightningElement {
  /** @type {{ name: string, label: string }[]} */
  @api actions;
}
