import { api, LightningElement } from 'lwc';

/** One step. Its name in the markup is the value; what is written may be translated. */
export default class PathStep extends LightningElement {
  @api value;
  @api label;
}
