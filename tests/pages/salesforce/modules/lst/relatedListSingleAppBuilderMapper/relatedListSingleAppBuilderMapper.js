import { api, LightningElement } from 'lwc';

export default class RelatedListSingleAppBuilderMapper extends LightningElement {
  @api list;
}
