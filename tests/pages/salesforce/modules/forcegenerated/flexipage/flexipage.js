import { api, LightningElement } from 'lwc';
import { neighbourOf } from 'workplace/neighbour';
import { OBJECTS } from 'workplace/objectInfo';

/** The page that an administrator laid out for an object. */
export default class Flexipage extends LightningElement {
  @api recordId;
  @api objectApiName;
  @api delayMs;

  get hasPath() {
    return Boolean(OBJECTS[this.objectApiName].path);
  }
  get neighbour() {
    return neighbourOf(this.recordId);
  }
}
