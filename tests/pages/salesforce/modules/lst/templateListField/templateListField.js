import { api, LightningElement } from 'lwc';

export default class TemplateListField extends LightningElement {
  @api value;
}
