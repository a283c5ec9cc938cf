import { api, LightningElement } from 'lwc';

export default class InputStageName extends LightningElement {
  @api field;
  @api value;
}
