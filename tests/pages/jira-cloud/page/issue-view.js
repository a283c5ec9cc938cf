/** One issue: its breadcrumbs, summary, fields and activity, in the layouts that Jira gives it. */
import Breadcrumbs, { BreadcrumbsItem } from '@atlaskit/breadcrumbs';
import { SimpleTag } from '@atlaskit/tag';
import { useEffect, useState } from 'react';
import { Activity } from './activity.js';
import { AssigneeField, DateField, PriorityField, StatusField } from './choice-fields.js';
import { FieldFrame } from './field-frame.js';
import { useIssue, useIssues } from './live-data.js';
import styles from './page.module.css';
import { PersonChip } from './people.js';
import { TypeIcon } from './readings.js';
import { ChildIssues, LinkedIssues } from './related-issues.js';
import { RichTextField } from './rich-text-field.js';
import { follow, Link } from './router.js';
import { slowMs } from './settings.js';
import { LineField, OriginalEstimateField, StoryPointsField, SummaryField } from './text-fields.js';
import { words } from './words.js';

/** @typedef {import('./live-data.js').Issue} Issue */

const CRUMBS = 'issue.views.issue-base.foundation.breadcrumbs';
const LAYOUT = 'issue.views.issue-details.issue-layout';
const SPRINT = 'issue-field-sprint-readview-full.ui.sprint.sprint-content.view-sprint-content';

/** @param {{ issue: Issue }} props */
function Crumbs({ issue }) {
  const { issuetype, parent } = issue.fields;
  return (
    <div className={styles.line}>
      <Breadcrumbs>
        <BreadcrumbsItem
          href="/jira/software/projects/ACME/boards/1"
          text="Acme Web"
          testId={`${CRUMBS}.project.item`}
          onClick={follow}
        />
        {parent && (
          <BreadcrumbsItem href={`/browse/${parent.key}`} text={parent.key} onClick={follow} />
        )}
      </Breadcrumbs>
      <div data-testid={`${CRUMBS}.breadcrumb-current-issue-container`} className={styles.line}>
        <button
          type="button"
          className={styles.bareButton}
          aria-label={`${issuetype.name} - ${words.changeType}`}
          data-testid="issue.views.issue-base.foundation.change-issue-type.button"
        >
          <TypeIcon type={issuetype.name} />
        </button>
        <BreadcrumbsItem
          href={`/browse/${issue.key}`}
          text={issue.key}
          testId={`${CRUMBS}.current-issue.item`}
          onClick={follow}
        />
      </div>
    </div>
  );
}

/** @param {{ issue: Issue }} props */
function Details({ issue }) {
  const { fields } = issue;
  const sprint = fields.customfield_10020?.[0];
  return (
    <div className={styles.details}>
      <h2 className={styles.sectionTitle}>{words.details}</h2>
      <AssigneeField issue={issue} />
      <FieldFrame
        id="reporter"
        label={words.reporter}
        testId="issue.issue-view-layout.issue-view-reporter-field.reporter"
      >
        <div data-testid="issue.views.field.user.reporter">
          <PersonChip person={fields.reporter} />
        </div>
      </FieldFrame>
      {fields.parent && (
        <FieldFrame
          id="parent"
          label={words.parent}
          testId="issue.issue-view-layout.issue-view-parent-field.parent"
        >
          <Link to={`/browse/${fields.parent.key}`} data-testid="issue-field-parent.ui.view-link">
            {fields.parent.key} {fields.parent.fields.summary}
          </Link>
        </FieldFrame>
      )}
      <PriorityField issue={issue} />
      <div data-testid="issue-view-product-templates-item-list.ui.sortable-item-list.sortable-item-container-labels">
        <FieldFrame id="labels" label={words.labels}>
          <div data-testid="issue.views.issue-base.context.labels" className={styles.line}>
            {fields.labels.length === 0
              ? words.none
              : fields.labels.map((/** @type {string} */ label) => (
                  <SimpleTag key={label} text={label} href={`/issues/?jql=labels%3D${label}`} />
                ))}
          </div>
        </FieldFrame>
      </div>
      <FieldFrame
        id="components"
        label={words.components}
        testId="issue.issue-view-layout.issue-view-components-field.components"
      >
        {/* Several fields of the context carry the labels' name. */}
        <div data-testid="issue.views.issue-base.context.labels">
          <SimpleTag text="Web shop" href="/issues/?jql=component%3DWeb" />
        </div>
      </FieldFrame>
      <DateField issue={issue} id="customfield_10015" label={words.startDate} />
      <DateField issue={issue} id="duedate" label={words.dueDate} coloured />
      <FieldFrame id="customfield_10020" label={words.sprint}>
        {sprint ? (
          <div data-testid={SPRINT}>
            <Link to={`/issues/?jql=sprint%3D${sprint.id}`} data-testid={`${SPRINT}-link`}>
              {sprint.name}
            </Link>
          </div>
        ) : (
          words.none
        )}
      </FieldFrame>
      <StoryPointsField issue={issue} id="customfield_10016" />
      <OriginalEstimateField issue={issue} />
      <LineField issue={issue} id="customfield_10050" label={words.rootCause} />
    </div>
  );
}

/** @param {{ issue: Issue }} props */
function Content({ issue }) {
  return (
    <>
      <RichTextField
        issue={issue}
        id="description"
        label={words.description}
        placeholder={words.editDescription}
      />
      <RichTextField
        issue={issue}
        id="customfield_10060"
        label={words.acceptanceCriteria}
        placeholder={words.none}
      />
      <ChildIssues issue={issue} />
      <LinkedIssues issue={issue} />
    </>
  );
}

/** @param {string} key @returns {boolean} whether the fields of this issue have come */
function useArrived(key) {
  const [arrived, setArrived] = useState(slowMs === 0 ? key : '');
  useEffect(() => {
    if (slowMs === 0) return setArrived(key);
    const timer = setTimeout(() => setArrived(key), slowMs);
    return () => clearTimeout(timer);
  }, [key]);
  return arrived === key;
}

/** @param {{ issueKey: string, compact?: boolean }} props */
export function IssueView({ issueKey, compact = false }) {
  const { loaded } = useIssues();
  const issue = useIssue(issueKey);
  const arrived = useArrived(issueKey);
  if (!loaded) return <p className={styles.placeholder}>…</p>;
  if (!issue)
    return <p className={styles.placeholder}>You can’t view this work item. It may not exist.</p>;
  // Another issue is another form: nothing half typed goes along.
  const shell = `${LAYOUT}.${compact ? 'compact-layout' : 'issue-layout'}`;
  if (!arrived)
    return (
      <div key={issueKey} data-testid={shell} className={styles.issue}>
        <Crumbs issue={issue} />
        <SummaryField issue={issue} />
        <div className={styles.skeleton} />
      </div>
    );
  if (compact)
    return (
      <div key={issueKey} data-testid={shell} className={styles.issue}>
        <Crumbs issue={issue} />
        <SummaryField issue={issue} />
        <StatusField issue={issue} />
        <Content issue={issue} />
        <Details issue={issue} />
        <Activity issue={issue} />
      </div>
    );
  return (
    <div key={issueKey} data-testid={shell} className={styles.issueColumns}>
      <div data-testid={`${LAYOUT}.container-left`} className={styles.left}>
        <Crumbs issue={issue} />
        <SummaryField issue={issue} />
        <Content issue={issue} />
        <Activity issue={issue} />
      </div>
      <div data-testid={`${LAYOUT}.container-right`} className={styles.right}>
        <StatusField issue={issue} />
        <Details issue={issue} />
      </div>
    </div>
  );
}
