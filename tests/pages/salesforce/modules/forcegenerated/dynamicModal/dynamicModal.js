import DynamicForm from 'workplace/dynamicForm';

/** The fields of a Dynamic Forms page inside a modal: they are only edited there. */
export default class DynamicModal extends DynamicForm {
  connectedCallback() {
    super.connectedCallback();
    this.form.start();
  }
  handleCancel() {
    this.tell('closemodal');
  }
}
