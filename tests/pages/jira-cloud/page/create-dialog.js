/** The dialog in which a work item is created. */
import Button from '@atlaskit/button/new';
import ModalDialog, {
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
} from '@atlaskit/modal-dialog';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import { create } from './live-data.js';

/** @param {{ open: boolean, onClose: () => void }} props */
export function CreateDialog({ open, onClose }) {
  const [summary, setSummary] = useState('');
  const send = async () => {
    if (await create(summary)) onClose();
  };
  return (
    <ModalTransition>
      {open && (
        <ModalDialog onClose={onClose}>
          <ModalHeader hasCloseButton>
            <ModalTitle>Create</ModalTitle>
          </ModalHeader>
          <ModalBody>
            <label htmlFor="summary-field">Summary</label>
            <Textfield
              id="summary-field"
              value={summary}
              onChange={({ currentTarget }) => setSummary(currentTarget.value)}
            />
          </ModalBody>
          <ModalFooter>
            <Button appearance="subtle" onClick={onClose}>
              Cancel
            </Button>
            <Button appearance="primary" onClick={send}>
              Create
            </Button>
          </ModalFooter>
        </ModalDialog>
      )}
    </ModalTransition>
  );
}
