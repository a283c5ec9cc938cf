/** Fields that a person types into: the summary, lines of text, numbers and durations. */
import TextArea from '@atlaskit/textarea';
import TextField from '@atlaskit/textfield';
import React from 'react';
import { FieldEdit, FieldFrame } from './field-frame.js';
import { save } from './live-data.js';
import styles from './page.module.css';
import { words } from './words.js';

/** @typedef {import('./live-data.js').Issue} Issue */

/**
 * A line that is saved by the confirm button, by Enter and by leaving it, and left alone by Escape.
 * @param {{ label: string, value: string, testId?: string, reading: React.ReactNode, onSave: (text: string) => void }} props
 */
function LineEdit({ label, value, testId, reading, onSave }) {
  return (
    <FieldEdit
      key={value}
      testId={testId}
      label={label}
      defaultValue={value}
      readView={() => reading}
      editView={({ errorMessage: _, ...field }) => <TextField {...field} autoFocus />}
      onConfirm={(text) => {
        if (text.trim() !== value) onSave(text.trim());
      }}
    />
  );
}

/** @param {{ issue: Issue }} props */
export function SummaryField({ issue }) {
  const { summary } = issue.fields;
  return (
    <FieldEdit
      key={summary}
      testId="issue-field-summary.ui.issue-field-summary-inline-edit"
      label={words.summary}
      defaultValue={summary}
      readView={() => (
        <h1
          data-testid="issue.views.issue-base.foundation.summary.heading"
          className={styles.summary}
        >
          {summary}
        </h1>
      )}
      editView={({ errorMessage: _, ...field }) => (
        <div data-testid="issue.views.issue-base.foundation.summary.heading.writeable">
          <TextArea
            {...field}
            autoFocus
            resize="none"
            minimumRows={1}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }}
          />
        </div>
      )}
      onConfirm={(text) => {
        if (text.trim() !== summary) save(issue.key, { summary: text.trim() });
      }}
    />
  );
}

/** @param {{ issue: Issue, id: string, label: string }} props */
export function LineField({ issue, id, label }) {
  const value = issue.fields[id] ?? '';
  return (
    <FieldFrame id={id} label={label}>
      <div data-testid={`issue.views.field.single-line-text-inline-edit.${id}`}>
        <LineEdit
          label={label}
          value={value}
          reading={
            <div data-testid={`issue.views.field.single-line-text.read-view.${id}`}>
              {value || words.none}
            </div>
          }
          onSave={(text) => save(issue.key, { [id]: text || null })}
        />
      </div>
    </FieldFrame>
  );
}

/** @param {{ issue: Issue, id: string }} props */
export function StoryPointsField({ issue, id }) {
  const value = issue.fields[id] === null ? '' : String(issue.fields[id]);
  return (
    <FieldFrame
      id={id}
      label={words.storyPoints}
      testId={`issue.issue-view-layout.issue-view-number-field.${id}`}
    >
      <LineEdit
        testId="issue-field-number.ui.issue-field-story-point-estimate"
        label={words.storyPoints}
        value={value}
        reading={
          <span data-testid="issue-field-story-point-estimate-readview-full.ui.story-point-estimate">
            {value ? (
              <span
                data-testid="issue-field-story-point-estimate-readview-full.ui.story-point-estimate.badge"
                className={styles.badge}
              >
                {value}
              </span>
            ) : (
              words.none
            )}
          </span>
        }
        onSave={(text) => {
          const points = text === '' ? null : Number(text);
          save(issue.key, { [id]: points }, { [id]: Number.isNaN(points) ? text : points });
        }}
      />
    </FieldFrame>
  );
}

/** @param {{ issue: Issue }} props */
export function OriginalEstimateField({ issue }) {
  const value = issue.fields.timetracking?.originalEstimate ?? '';
  return (
    <FieldFrame id="timeoriginalestimate" label={words.originalEstimate}>
      <LineEdit
        label={words.originalEstimate}
        value={value}
        reading={<span>{value || '0m'}</span>}
        onSave={(text) => save(issue.key, { timetracking: { originalEstimate: text } })}
      />
    </FieldFrame>
  );
}
