/** Fields that are saved by choosing: status, priority, dates and the assignee. */
import Button from '@atlaskit/button/new';
import { DatePicker } from '@atlaskit/datetime-picker';
import { LozengeDropdownTrigger } from '@atlaskit/lozenge';
import Select, { PopupSelect } from '@atlaskit/select';
import { useEffect, useState } from 'react';
import { dateText } from './dates.js';
import { FieldEdit, FieldFrame } from './field-frame.js';
import { save, transition, transitionsOf } from './live-data.js';
import styles from './page.module.css';
import { PersonChip } from './people.js';
import { appearanceOf, ColouredDueDate, PriorityReading, StatusLozenge } from './readings.js';
import { accountId, locale } from './settings.js';
import { words } from './words.js';

/** @typedef {import('./live-data.js').Issue} Issue */

const PRIORITIES = ['Highest', 'High', 'Medium', 'Low', 'Lowest'].map((name, index) => ({
  value: String(index + 1),
  label: name,
}));

/** @param {{ issue: Issue }} props */
export function StatusField({ issue }) {
  const { status, resolution } = issue.fields;
  const [transitions, setTransitions] = useState(
    /** @type {Awaited<ReturnType<typeof transitionsOf>>} */ ([]),
  );
  useEffect(() => {
    let left = false;
    transitionsOf(issue.key).then((found) => {
      if (!left) setTransitions(found.filter(({ to }) => to.name !== status.name));
    });
    return () => {
      left = true;
    };
  }, [issue.key, status.name]);
  const options = transitions.map((one) => ({ value: one.id, label: one.name, transition: one }));
  return (
    <div className={styles.line}>
      <div data-testid="issue.views.issue-base.foundation.status.status-field-wrapper">
        <PopupSelect
          options={options}
          value={null}
          isSearchable={false}
          label={words.status}
          onChange={(option) => {
            if (option) transition(issue.key, option.transition);
          }}
          formatOptionLabel={(option) => (
            <div data-testid="issue-field-status.ui.status-view.transition">
              <div className={styles.line}>
                <span>{option.label}</span>
                <StatusLozenge status={option.transition.to} />
              </div>
            </div>
          )}
          target={({ isOpen, ref, onKeyDown, ...aria }) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the button inside
            <span onKeyDown={onKeyDown}>
              <LozengeDropdownTrigger
                {...aria}
                ref={ref}
                isSelected={isOpen}
                appearance={appearanceOf(status)}
                spacing="spacious"
                aria-label={`${status.name} - ${words.changeStatus}`}
                testId="issue-field-status.ui.status-view.status-button.status-button"
              >
                {status.name}
              </LozengeDropdownTrigger>
            </span>
          )}
        />
      </div>
      {resolution && (
        <div data-testid="issue.views.issue-base.foundation.status.resolution">
          <span data-testid="issue-field-resolution.ui.read.resolution-status-label">
            {resolution.name}
          </span>
        </div>
      )}
    </div>
  );
}

/** @param {{ issue: Issue }} props */
export function PriorityField({ issue }) {
  const { priority } = issue.fields;
  const [editing, setEditing] = useState(false);
  return (
    <FieldFrame
      id="priority"
      label={words.priority}
      testId="issue.issue-view-layout.issue-view-priority-field.priority"
    >
      <FieldEdit
        key={priority.id}
        label={words.priority}
        defaultValue={PRIORITIES.find(({ value }) => value === priority.id)}
        isEditing={editing}
        hideActionButtons
        onEdit={() => setEditing(true)}
        onCancel={() => setEditing(false)}
        onConfirm={() => setEditing(false)}
        readView={() => <PriorityReading priority={priority} />}
        editView={({ errorMessage: _, ...field }) => (
          <Select
            {...field}
            options={PRIORITIES}
            label={words.priority}
            autoFocus
            openMenuOnFocus
            defaultMenuIsOpen
            onChange={(chosen) => {
              setEditing(false);
              if (!chosen || chosen.value === priority.id) return;
              const fields = { id: chosen.value, name: chosen.label };
              save(issue.key, { priority: fields }, { priority: { id: chosen.value } });
            }}
          />
        )}
      />
    </FieldFrame>
  );
}

/** @param {{ issue: Issue, id: string, label: string, coloured?: boolean }} props */
export function DateField({ issue, id, label, coloured = false }) {
  const date = issue.fields[id];
  const [editing, setEditing] = useState(false);
  return (
    <FieldFrame
      id={id}
      label={label}
      testId={`issue.issue-view-layout.issue-view-date-field.${id}`}
    >
      <div data-testid={`issue.views.field.date-inline-edit.${id}`}>
        <FieldEdit
          testId="issue-field-date.ui.issue-field-date"
          label={label}
          defaultValue={date ?? ''}
          isEditing={editing}
          hideActionButtons
          onEdit={() => setEditing(true)}
          onCancel={() => setEditing(false)}
          onConfirm={() => setEditing(false)}
          readView={() => <DateReading date={date} coloured={coloured} />}
          editView={({ errorMessage: _, ...field }) => (
            <DatePicker
              {...field}
              label={label}
              locale={locale}
              autoFocus
              defaultIsOpen
              onChange={(iso) => {
                setEditing(false);
                if (iso !== (date ?? '')) save(issue.key, { [id]: iso || null });
              }}
            />
          )}
        />
      </div>
    </FieldFrame>
  );
}

/** @param {{ date: string | null, coloured: boolean }} props */
function DateReading({ date, coloured }) {
  if (!date) return <span>{words.none}</span>;
  return coloured ? <ColouredDueDate date={date} /> : <span>{dateText(date)}</span>;
}

/** @param {{ issue: Issue }} props */
export function AssigneeField({ issue }) {
  const { assignee } = issue.fields;
  const assignToMe = async () => {
    const me = await (await fetch('/rest/api/3/myself')).json();
    save(issue.key, { assignee: me }, { assignee: { accountId } });
  };
  return (
    <FieldFrame
      id="assignee"
      label={words.assignee}
      testId="issue.issue-view-layout.issue-view-assignee-field.assignee"
    >
      <div data-testid="issue.views.field.user.assignee">
        <ReadViewOf person={assignee} />
        {assignee?.accountId !== accountId && (
          <Button
            appearance="subtle"
            spacing="compact"
            onClick={assignToMe}
            testId="issue-view-layout-assignee-field.ui.assign-to-me"
          >
            {words.assignToMe}
          </Button>
        )}
      </div>
    </FieldFrame>
  );
}

/** @param {{ person: { displayName: string } | null }} props */
function ReadViewOf({ person }) {
  const nameTestId = 'issue.views.field.user.assignee.name.wrapper';
  return person ? (
    <PersonChip person={person} nameTestId={nameTestId} />
  ) : (
    <span data-testid={nameTestId}>
      <span>{words.unassigned}</span>
    </span>
  );
}
