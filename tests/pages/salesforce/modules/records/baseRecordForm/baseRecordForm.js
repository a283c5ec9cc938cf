import { LightningElement } from 'lwc';

export default class BaseRecordForm extends LightningElement {}
