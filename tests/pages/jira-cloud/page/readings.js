/** Small readings of a value that appear in fields, in rows and on cards alike. */
import Lozenge from '@atlaskit/lozenge';
import { dateText } from './dates.js';
import styles from './page.module.css';

/** Jira's colours of the categories of a status. @type {Record<number, 'default' | 'success' | 'inprogress'>} */
const APPEARANCES = { 2: 'default', 3: 'success', 4: 'inprogress' };

/** @typedef {{ name: string, statusCategory: { id: number } }} Status */

/** @param {Status} status */
export const appearanceOf = (status) => APPEARANCES[status.statusCategory.id] ?? 'default';

/** @param {{ status: Status }} props */
export function StatusLozenge({ status }) {
  return (
    <Lozenge
      appearance={appearanceOf(status)}
      testId={`issue.fields.status.common.ui.status-lozenge.${status.statusCategory.id}`}
    >
      {status.name}
    </Lozenge>
  );
}

/** @param {{ priority: { name: string } }} props */
export function PriorityReading({ priority }) {
  return (
    <div
      data-testid="issue-field-priority-readview-full.ui.priority.wrapper"
      className={styles.line}
    >
      <img
        src={`/images/icons/priorities/${priority.name.toLowerCase()}_new.svg`}
        width="16"
        height="16"
        alt=""
        draggable="false"
        data-vc="common-components-async-icon"
      />
      <span>{priority.name}</span>
    </div>
  );
}

/** @param {{ date: string }} props */
export function ColouredDueDate({ date }) {
  return (
    <div data-testid="coloured-due-date.ui.tooltip-container">
      <div data-testid="coloured-due-date.ui.colored-due-date-container">
        <span>{dateText(date)}</span>
      </div>
    </div>
  );
}

/** @param {{ type: string, alt?: string }} props */
export function TypeIcon({ type, alt = type }) {
  const name = type.toLowerCase().replace(/[^a-z]/g, '');
  return <img src={`/images/icons/issuetypes/${name}.svg`} width="16" height="16" alt={alt} />;
}
