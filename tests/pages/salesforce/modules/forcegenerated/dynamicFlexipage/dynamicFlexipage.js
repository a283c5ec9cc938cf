import DynamicForm from 'workplace/dynamicForm';
import { neighbourOf } from 'workplace/neighbour';
import { OBJECTS } from 'workplace/objectInfo';

/** A page that an administrator laid out field by field (Dynamic Forms). */
export default class DynamicFlexipage extends DynamicForm {
  get hasPath() {
    return Boolean(OBJECTS[this.objectApiName].path);
  }
  get neighbour() {
    return neighbourOf(this.recordId);
  }
}
