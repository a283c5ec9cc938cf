import { LightningElement } from 'lwc';

export default class DesktopRecordPageDecorator extends LightningElement {}
