/** The frame that every field of the issue view has: its heading, and its value that turns into an editor. */
import InlineEdit from '@atlaskit/inline-edit';
import React from 'react';
import styles from './page.module.css';

/**
 * @param {{ id: string, label: string, testId?: string, children: React.ReactNode }} props
 *   `testId`: of the whole field, where one is documented for its kind
 */
export function FieldFrame({ id, label, testId, children }) {
  return (
    <div data-testid={testId} className={styles.field}>
      <div data-testid={`issue-field-heading-styled-field-heading.${id}`}>
        <div className={styles.heading}>
          <h3>
            <span>{label}</span>
          </h3>
          <button type="button" className={styles.headingButton} tabIndex={-1} />
        </div>
      </div>
      <div className={styles.value}>{children}</div>
    </div>
  );
}

/** @param {{ children: React.ReactNode }} props */
export function ReadView({ children }) {
  return (
    <div
      data-testid="issue-field-inline-edit-read-view-container.ui.container"
      data-vc="issue-field-inline-edit-read-view-container"
      className={styles.readView}
    >
      {children}
    </div>
  );
}

/**
 * The real inline edit, with Jira's container around it where one is documented (its name is the editor's and `--container`).
 * @param {React.ComponentProps<typeof InlineEdit> & { label: string }} props
 */
export function FieldEdit({ testId, label, readView, ...rest }) {
  return (
    <div data-testid={testId && `${testId}--container`}>
      <InlineEdit
        {...rest}
        testId={testId}
        editButtonLabel={label}
        readViewFitContainerWidth
        readView={() => <ReadView>{readView()}</ReadView>}
      />
    </div>
  );
}
