/** The search: a table of issues, or a list of cards with one issue beside it. */
import { LozengeDropdownTrigger } from '@atlaskit/lozenge';
import React from 'react';
import { timeText } from './dates.js';
import { IssueView } from './issue-view.js';
import { useIssues } from './live-data.js';
import styles from './page.module.css';
import { PersonChip } from './people.js';
import { PreviewPanel } from './preview-panel.js';
import { appearanceOf, ColouredDueDate, PriorityReading, TypeIcon } from './readings.js';
import { follow, Link, navigate } from './router.js';
import { words } from './words.js';

/** @typedef {import('./live-data.js').Issue} Issue */

const CELLS = 'native-issue-table.common.ui.issue-cells';
const CARDS = 'issue-navigator.ui.issue-results.detail-view.card-list.card';
const READ_VIEW = 'issue-field-inline-edit-read-view-container';

/** @param {{ label: string, children: React.ReactNode }} props */
function Cell({ label, children }) {
  return (
    <td>
      <div data-testid={`${READ_VIEW}.ui.container`} data-vc={READ_VIEW} role="presentation">
        <button type="button" aria-label={`Edit ${label}`} className={styles.cellButton} />
        {children}
      </div>
    </td>
  );
}

/** @param {{ issue: Issue, index: number, query: string }} props */
function Row({ issue, index, query }) {
  const { fields, key } = issue;
  const { status } = fields;
  return (
    <tr data-testid="native-issue-table.ui.issue-row" data-index={index} data-vc="issue-row">
      <td>
        <div
          data-vc="merged-cell"
          data-testid="native-issue-table.ui.row.issue-row.merged-cell"
          className={styles.line}
        >
          <TypeIcon type={fields.issuetype.name} />
          <div data-testid={`${CELLS}.issue-key.action-container`}>
            <div data-vc="native-issue-table-ui-issue-key-cell">
              <a
                href={`/browse/${key}`}
                aria-label={`${key} is ${fields.resolution ? '' : 'not '}resolved`}
                data-testid={`${CELLS}.issue-key.issue-key-cell`}
                data-is-router-link="true"
                onClick={(event) => {
                  event.preventDefault();
                  navigate(`/issues/?jql=${query}&selectedIssue=${key}`);
                }}
              >
                {key}
              </a>
            </div>
          </div>
          <div data-testid={`${CELLS}.issue-summary.action-container`}>
            <span data-testid={`${CELLS}.issue-summary.issue-summary-cell`}>{fields.summary}</span>
          </div>
        </div>
      </td>
      <Cell label={words.priority}>
        <PriorityReading priority={fields.priority} />
      </Cell>
      <td>
        <div data-vc="native-issue-table-ui-issue-status-box">
          <LozengeDropdownTrigger
            appearance={appearanceOf(status)}
            aria-label={`${status.name} - ${words.changeStatus}`}
            testId={`issue.fields.status.common.ui.status-lozenge.${status.statusCategory.id}`}
          >
            {status.name}
          </LozengeDropdownTrigger>
        </div>
      </td>
      <td>
        <div data-vc="native-issue-table-ui-resolution-cell">
          {fields.resolution?.name ?? words.unresolved}
        </div>
      </td>
      <Cell label={words.dueDate}>
        {fields.duedate ? <ColouredDueDate date={fields.duedate} /> : <div>{words.none}</div>}
      </Cell>
      <Cell label={words.assignee}>
        {fields.assignee ? (
          <PersonChip person={fields.assignee} />
        ) : (
          <span>{words.unassigned}</span>
        )}
      </Cell>
      <Cell label="Updated">
        <span>{timeText(fields.updated)}</span>
      </Cell>
    </tr>
  );
}

/** @param {{ query: string }} props */
function IssueTable({ query }) {
  const { issues } = useIssues();
  const columns = [
    words.work,
    words.priority,
    words.status,
    words.resolution,
    words.dueDate,
    words.assignee,
    'Updated',
  ];
  return (
    <table aria-label="Work" data-vc="issue-table" className={styles.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column}>
              <span>{column}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {issues.map((issue, index) => (
          <Row key={issue.key} issue={issue} index={index} query={query} />
        ))}
      </tbody>
    </table>
  );
}

/** @param {{ query: string, selected: string }} props */
function CardList({ query, selected }) {
  const { issues } = useIssues();
  return (
    <ul aria-label="Issues" className={styles.cardList}>
      {issues.map(({ key, fields }) => (
        <li key={key} data-testid={`${CARDS}.list-item`}>
          <a
            href={`/issues/${key}?jql=${query}`}
            aria-current={key === selected ? 'true' : undefined}
            data-testid={CARDS}
            onClick={follow}
          >
            <div data-testid={`${CARDS}.summary`}>{fields.summary}</div>
            <div className={styles.line}>
              <TypeIcon type={fields.issuetype.name} />
              <span>{key}</span>
            </div>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** @param {{ query: string, beside: string | null, inSplit: string | null }} props */
export function Navigator({ query, beside, inSplit }) {
  const jql = encodeURIComponent(query);
  if (inSplit)
    return (
      <div className={styles.beside} data-testid="issue-navigator-container">
        <CardList query={jql} selected={inSplit} />
        <main className={styles.main}>
          <IssueView issueKey={inSplit} />
        </main>
      </div>
    );
  return (
    <div className={styles.beside}>
      <main className={styles.main} data-testid="issue-navigator-container">
        <h1>Search work</h1>
        <Link to={`/issues/ACME-1?jql=${jql}`}>Detail view</Link>
        <IssueTable query={jql} />
      </main>
      {beside && <PreviewPanel issueKey={beside} onClose={() => navigate(`/issues/?jql=${jql}`)} />}
    </div>
  );
}
