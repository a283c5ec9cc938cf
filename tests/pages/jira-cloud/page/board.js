/** A board of columns with cards; an issue opens in a dialog over it, or in a panel beside it. */
import Avatar from '@atlaskit/avatar';
import ModalDialog, { ModalBody, ModalTransition } from '@atlaskit/modal-dialog';
import { dateText } from './dates.js';
import { IssueView } from './issue-view.js';
import { useIssues } from './live-data.js';
import styles from './page.module.css';
import { PreviewPanel } from './preview-panel.js';
import { TypeIcon } from './readings.js';
import { Link, navigate } from './router.js';
import { openInPanel } from './settings.js';
import { words } from './words.js';

const BOARD = '/jira/software/projects/ACME/boards/1';
const COLUMNS = ['To Do', 'In Progress', 'In Review', 'Done'];

/** @param {{ issue: import('./live-data.js').Issue }} props */
function Card({ issue }) {
  const { summary, duedate, assignee, issuetype, customfield_10016: points } = issue.fields;
  return (
    // biome-ignore lint/a11y/useSemanticElements: Jira's own markup; the card holds a link
    <div
      id={`card-${issue.key}`}
      role="button"
      tabIndex={0}
      aria-label={`${issue.key} ${summary}`}
      data-testid="platform-board-kit.ui.card.card"
      className={styles.card}
      onClick={() => navigate(`${BOARD}?selectedIssue=${issue.key}`)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') navigate(`${BOARD}?selectedIssue=${issue.key}`);
      }}
    >
      <div data-component-selector="platform-card.ui.card.card-content.content-section">
        <span>{summary}</span>
      </div>
      {duedate && (
        <div className={styles.line}>
          <div data-testid="coloured-due-date.ui.tooltip-container">
            <time dateTime={duedate} title={words.dueDate} />
          </div>
          <span>{dateText(duedate)}</span>
        </div>
      )}
      <div data-testid="platform-card.ui.card.card-content.footer" className={styles.line}>
        <TypeIcon type={issuetype.name} />
        <div data-testid="platform-card.common.ui.key.key" className={styles.grow}>
          <Link to={`/browse/${issue.key}`}>
            <span>{issue.key}</span>
          </Link>
        </div>
        {points !== null && (
          <span
            data-testid="issue-field-story-point-estimate-readview-full.ui.story-point-estimate.badge"
            className={styles.badge}
          >
            {points}
          </span>
        )}
        <Avatar size="small" name={assignee?.displayName ?? words.unassigned} />
      </div>
    </div>
  );
}

/** @param {{ selected: string | null }} props */
export function Board({ selected }) {
  const { issues } = useIssues();
  const close = () => navigate(BOARD);
  return (
    <div className={styles.beside}>
      <main className={styles.main}>
        <h1>ACME board</h1>
        <div
          data-testid="platform-board-kit.ui.board.scroll.board-scroll"
          className={styles.columns}
        >
          {COLUMNS.map((column) => (
            <div key={column} className={styles.column}>
              <h2 data-testid="platform-board-kit.common.ui.column-header.editable-title.column-title.column-name">
                {column}
              </h2>
              {issues
                .filter(({ fields }) => fields.status.name === column)
                .map((issue) => (
                  <Card key={issue.key} issue={issue} />
                ))}
            </div>
          ))}
        </div>
      </main>
      {openInPanel && selected && <PreviewPanel issueKey={selected} onClose={close} />}
      <ModalTransition>
        {!openInPanel && selected && (
          <ModalDialog
            width="x-large"
            height="90%"
            onClose={close}
            label={selected}
            testId="issue.views.issue-details.issue-modal.modal-dialog"
          >
            <ModalBody>
              <IssueView issueKey={selected} />
            </ModalBody>
          </ModalDialog>
        )}
      </ModalTransition>
    </div>
  );
}
