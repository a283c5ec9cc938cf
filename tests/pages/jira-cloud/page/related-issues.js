/** Sub-tasks and linked issues of an issue, one line each. */
import Button, { IconButton } from '@atlaskit/button/new';
import Select from '@atlaskit/select';
import TextField from '@atlaskit/textfield';
import { useState } from 'react';
import { addLink, addSubtask, useIssues } from './live-data.js';
import styles from './page.module.css';
import { PriorityReading, StatusLozenge, TypeIcon } from './readings.js';
import { Link } from './router.js';
import { words } from './words.js';

const LINE = 'issue.issue-view.views.common.issue-line-card.issue-line-card-view';
const ADD_LINK = 'issue.issue-view.views.issue-base.content.issue-links.add.issue-links-add-view';
const QUICK_ADD = 'issue.issue-view.views.issue-base.foundation.quick-add.quick-add-item';

/** @typedef {import('./live-data.js').Issue} Issue */

/** @param {{ issue: Issue }} props */
function IssueLine({ issue }) {
  const { summary, status, priority, issuetype } = issue.fields;
  return (
    <div className={styles.issueLine}>
      <div data-testid="issue-line-card-issue-type.issue-type">
        <TypeIcon type={issuetype.name} alt={`Issue type: ${issuetype.name}`} />
      </div>
      <span data-testid="hover-card-trigger-wrapper">
        <Link to={`/browse/${issue.key}`} data-testid={`${LINE}.key`}>
          {issue.key}
        </Link>
      </span>
      <div data-testid={`${LINE}.summary`} className={styles.grow}>
        <span>{summary}</span>
      </div>
      <PriorityReading priority={priority} />
      <div data-testid="issue-line-card.ui.status.status-field-container">
        <StatusLozenge status={status} />
      </div>
    </div>
  );
}

/** @param {() => void} onClick */
const trigger = (onClick) => (
  <IconButton
    label={words.addChild}
    icon={() => <span aria-hidden="true">+</span>}
    appearance="subtle"
    testId="issue.views.common.child-issues-panel.inline-create.add-child-trigger-button"
    onClick={onClick}
  />
);

/** @param {{ issue: Issue }} props */
export function ChildIssues({ issue }) {
  const [summary, setSummary] = useState(/** @type {string | null} */ (null));
  const { issues } = useIssues();
  const children = issues.filter((one) => one.fields.parent?.key === issue.key);
  const create = () => {
    if (summary?.trim()) addSubtask(issue.key, summary.trim());
    setSummary(null);
  };
  return (
    <section>
      <div className={styles.line}>
        <h2 className={styles.sectionTitle}>{words.children}</h2>
        {trigger(() => setSummary(''))}
      </div>
      {children.length > 0 && (
        <div data-testid="issue.issue-view.views.common.child-issues-panel.issues-container">
          <ul className={styles.plainList}>
            {children.map((child) => (
              <div key={child.key}>
                <IssueLine issue={child} />
              </div>
            ))}
          </ul>
        </div>
      )}
      {summary !== null && (
        <form
          className={styles.line}
          onSubmit={(event) => {
            event.preventDefault();
            create();
          }}
        >
          <TextField
            autoFocus
            value={summary}
            placeholder="What needs to be done?"
            testId="issue-view-common-views.child-issues-panel.inline-create.summary-textfield"
            onChange={(event) => setSummary(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setSummary(null);
            }}
          />
          <Button type="submit" appearance="primary">
            Create
          </Button>
          <Button appearance="subtle" onClick={() => setSummary(null)}>
            Cancel
          </Button>
        </form>
      )}
    </section>
  );
}

/** Chooses the ticket to link. @param {{ issue: Issue, onEnd: () => void }} props */
function LinkForm({ issue, onEnd }) {
  const { issues } = useIssues();
  const [chosen, setChosen] = useState(/** @type {{ value: string } | null} */ (null));
  const others = issues.filter(({ key }) => key !== issue.key);
  return (
    <div className={styles.line}>
      <div className={styles.grow}>
        <Select
          inputId="issue-link-search"
          classNamePrefix="issue-links-search"
          label={words.links}
          options={others.map(({ key }) => ({ value: key, label: key }))}
          onChange={setChosen}
        />
      </div>
      <div data-testid={`${ADD_LINK}.link-button`}>
        <Button
          appearance="primary"
          onClick={() => {
            if (chosen) addLink(issue.key, chosen.value);
            onEnd();
          }}
        >
          Link
        </Button>
      </div>
      <Button appearance="subtle" onClick={onEnd}>
        {words.cancel}
      </Button>
    </div>
  );
}

/** @param {{ issue: Issue }} props */
export function LinkedIssues({ issue }) {
  const [adding, setAdding] = useState(false);
  return (
    <section>
      <Button
        appearance="subtle"
        testId={`${QUICK_ADD}.link-issue`}
        onClick={() => setAdding(true)}
      >
        {words.linkIssue}
      </Button>
      {adding && <LinkForm issue={issue} onEnd={() => setAdding(false)} />}
      <Links issue={issue} />
    </section>
  );
}

/** @param {{ issue: Issue }} props */
function Links({ issue }) {
  const { issues } = useIssues();
  const links = issue.fields.issuelinks;
  if (links.length === 0) return null;
  /** @type {string[]} */
  const relations = links.map((/** @type {any} */ link) => link.type.outward);
  return (
    <>
      <h2 className={styles.sectionTitle}>{words.links}</h2>
      {[...new Set(relations)].map((relation) => (
        <div
          key={relation}
          data-testid="issue.views.issue-base.content.issue-links.group-container"
        >
          <h3>
            <span data-testid="issue.issue-view.views.issue-base.content.issue-links.issue-links-view.relationship-heading">
              {relation}
            </span>
          </h3>
          <ul className={styles.plainList}>
            {links
              .filter((/** @type {any} */ link) => link.type.outward === relation)
              .map((/** @type {any} */ link) => {
                const other = issues.find((one) => one.key === link.outwardIssue.key);
                return (
                  // biome-ignore lint/a11y/useSemanticElements: Jira's own markup
                  <div key={link.id} role="listitem">
                    <IssueLine issue={other ?? link.outwardIssue} />
                  </div>
                );
              })}
          </ul>
        </div>
      ))}
    </>
  );
}
