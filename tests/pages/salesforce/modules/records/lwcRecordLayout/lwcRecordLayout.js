import { LightningElement } from 'lwc';

export default class LwcRecordLayout extends LightningElement {}
