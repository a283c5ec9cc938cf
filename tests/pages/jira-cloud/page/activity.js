/** Below an issue: its comments, or who changed what and when. */
import Avatar from '@atlaskit/avatar';
import Button from '@atlaskit/button/new';
import Comment, { CommentAuthor, CommentTime } from '@atlaskit/comment';
import Lozenge from '@atlaskit/lozenge';
import TextArea from '@atlaskit/textarea';
import Tooltip from '@atlaskit/tooltip';
import React, { useState } from 'react';
import { ageText, dateText, timeText } from './dates.js';
import { comment } from './live-data.js';
import styles from './page.module.css';
import { AuthorName } from './people.js';
import { Rendered } from './rich-text-field.js';
import { olderPage } from './settings.js';
import { words } from './words.js';

/** @typedef {import('./live-data.js').Issue} Issue */

const COMMENT = 'issue-comment-base.ui.comment.ak-comment';
const ITEM = 'issue-history.ui.history-items';

/** What the changelog's names of fields read like in the feed. @type {Record<string, string>} */
const FIELD_NAMES = {
  assignee: words.assignee,
  description: words.description,
  duedate: words.dueDate,
  labels: words.labels,
  priority: words.priority,
  resolution: words.resolution,
  status: words.status,
  summary: words.summary,
  timeoriginalestimate: words.originalEstimate,
};

/** @param {{ time: string }} props */
function Age({ time }) {
  return (
    <Tooltip content={timeText(time)}>
      {(tooltip) => (
        <span {...tooltip} data-testid="issue-timestamp.relative-time">
          {ageText(time)}
        </span>
      )}
    </Tooltip>
  );
}

/** @param {{ issue: Issue }} props */
function Comments({ issue }) {
  const [draft, setDraft] = useState(/** @type {string | null} */ (null));
  return (
    <div>
      {draft === null ? (
        <button
          type="button"
          className={styles.commentPlaceholder}
          data-testid="canned-comments.common.ui.comment-text-area-placeholder.textarea"
          onClick={() => setDraft('')}
        >
          {words.addComment}
        </button>
      ) : (
        <div>
          <TextArea
            autoFocus
            aria-label={words.addComment}
            value={draft}
            onChange={(event) => setDraft(event.currentTarget.value)}
          />
          <div className={styles.line}>
            <Button
              appearance="primary"
              testId="comment-save-button"
              onClick={() => {
                if (draft.trim()) comment(issue.key, draft.trim());
                setDraft(null);
              }}
            >
              {words.save}
            </Button>
            <Button
              appearance="subtle"
              testId="comment-cancel-button"
              onClick={() => setDraft(null)}
            >
              {words.cancel}
            </Button>
          </div>
        </div>
      )}
      <div data-testid="issue.activity.comments-list">
        <ul className={styles.plainList}>
          {issue.fields.comment.comments.toReversed().map((/** @type {any} */ one) => (
            <li key={one.id} data-testid="issue-comment-base.ui.comment.custom-comment.container">
              <div
                data-componentid={`issue-comment-base.ui.comment.comment-in-view-wrapper.${one.id}`}
              >
                <span data-testid={`comment-base-item-${one.id}`}>
                  <Comment
                    testId={`${COMMENT}.${one.id}`}
                    avatar={<Avatar size="medium" name={one.author.displayName} />}
                    author={
                      <CommentAuthor>
                        <AuthorName name={one.author.displayName} />
                      </CommentAuthor>
                    }
                    time={
                      <CommentTime>
                        <Age time={one.created} />
                      </CommentTime>
                    }
                    content={
                      <div data-testid={`${COMMENT}.${one.id}-body`}>
                        <Rendered document={one.body} />
                      </div>
                    }
                  />
                </span>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** @param {{ fieldId: string, words: string | null }} props */
function HistoryValue({ fieldId, words: text }) {
  if (fieldId === 'status' && text)
    return <Lozenge testId="common.components.status-lozenge.status-lozenge">{text}</Lozenge>;
  const day = /^(\d{4}-\d{2}-\d{2}) 00:00:00\.0$/.exec(text ?? '')?.[1];
  return <div>{day ? dateText(day) : text || words.none}</div>;
}

/** @param {{ author: string, time: string, kind: string, children: React.ReactNode, field?: string, verb: string }} props */
function HistoryItem({ author, time, kind, field, verb, children }) {
  return (
    <div data-testid={`${ITEM}.${kind}-history-item.history-item`} className={styles.historyItem}>
      <div data-vc="profilecard-wrapper">
        <Avatar size="small" name={author} />
      </div>
      <div>
        <div>
          <div className={styles.line}>
            <AuthorName name={author} /> {verb} {field && <span>{field}</span>}
          </div>
        </div>
        <div>
          <Age time={time} />
        </div>
        {children}
      </div>
    </div>
  );
}

/** @param {{ issue: Issue }} props */
function History({ issue }) {
  const changes = issue.changelog.histories.flatMap((history) =>
    history.items.map((/** @type {any} */ item) => ({ ...item, ...history })),
  );
  return (
    <div data-testid={olderPage ? 'issue-history.ui.feed-container' : 'history.feed-container'}>
      <ul className={styles.plainList}>
        {changes.map((change) => (
          <li key={`${change.id}${change.fieldId}`}>
            <HistoryItem
              kind="generic"
              author={change.author.displayName}
              time={change.created}
              verb={change.fieldId === 'status' ? words.changed : words.updated}
              field={FIELD_NAMES[change.fieldId] ?? change.field}
            >
              <div className={styles.line}>
                <div>
                  <HistoryValue fieldId={change.fieldId} words={change.fromString} />
                </div>
                <div className={styles.arrow} />
                <div>
                  <HistoryValue fieldId={change.fieldId} words={change.toString} />
                </div>
              </div>
            </HistoryItem>
          </li>
        ))}
        <li>
          <HistoryItem
            kind="issue-created"
            author={issue.fields.reporter.displayName}
            time={issue.fields.created}
            verb={words.created}
          >
            {null}
          </HistoryItem>
        </li>
      </ul>
    </div>
  );
}

/** @param {{ issue: Issue }} props */
export function Activity({ issue }) {
  const [tab, setTab] = useState(/** @type {'Comments' | 'History'} */ ('Comments'));
  return (
    <section>
      <h2 data-testid="issue-activity-feed.heading" className={styles.sectionTitle}>
        {words.activity}
      </h2>
      <div className={styles.line}>
        <Button
          isSelected={tab === 'Comments'}
          testId="issue-activity-feed.ui.buttons.Comments"
          onClick={() => setTab('Comments')}
        >
          {words.comments}
        </Button>
        <Button
          isSelected={tab === 'History'}
          testId="issue-activity-feed.ui.buttons.History"
          onClick={() => setTab('History')}
        >
          {words.history}
        </Button>
      </div>
      {tab === 'Comments' ? <Comments issue={issue} /> : <History issue={issue} />}
    </section>
  );
}
