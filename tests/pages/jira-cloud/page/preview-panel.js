/** The panel at the right in which an issue opens beside a board or a list. */
import Button from '@atlaskit/button/new';
import { IssueView } from './issue-view.js';
import styles from './page.module.css';

/** @param {{ issueKey: string, onClose: () => void }} props */
export function PreviewPanel({ issueKey, onClose }) {
  return (
    <section data-testid="preview-panels.preview-panel" aria-label="Panel" className={styles.panel}>
      <div
        data-testid="platform-issue-preview-panel.preview-panel-header"
        className={styles.panelHeader}
      >
        <span className={styles.grow}>Work item</span>
        <a
          href={`/browse/${issueKey}`}
          target="_blank"
          rel="noreferrer"
          data-testid="platform-issue-preview-panel.preview-panel-new-tab-link"
        >
          Open in new tab
        </a>
        <Button appearance="subtle" onClick={onClose}>
          Close
        </Button>
      </div>
      <IssueView issueKey={issueKey} compact />
    </section>
  );
}
