/** The labels of a pull request or issue, and the menu that changes them. */
import { ActionList, ActionMenu } from '@primer/react';
import { place, send, signedIn } from './record.js';

/** @param {{ record: any }} props */
export function Labels({ record }) {
  const { kind } = place();
  const path = `/acme/rocket/${kind}/${record.number}/labels`;
  return (
    <div data-testid="sidebar-section" className="mb-3">
      <div className="d-flex flex-items-center">
        <h3 className="f6 fgColor-muted flex-auto">Labels</h3>
        {signedIn() && (
          <ActionMenu>
            <ActionMenu.Button size="small" variant="invisible" aria-label="Edit Labels">
              Edit
            </ActionMenu.Button>
            <ActionMenu.Overlay>
              <ActionList selectionVariant="multiple">
                {record.labelsKnown.map((label) => (
                  <ActionList.Item
                    key={label}
                    selected={record.labels.includes(label)}
                    onSelect={() =>
                      send(path, record.labels.includes(label) ? { remove: label } : { add: label })
                    }
                  >
                    {label}
                  </ActionList.Item>
                ))}
              </ActionList>
            </ActionMenu.Overlay>
          </ActionMenu>
        )}
      </div>
      <div
        data-testid="issue-labels"
        className="d-flex flex-wrap gap-1 LabelsList-module__labelsListContainer__q43kf"
      >
        {record.labels.map((label) => (
          <a
            key={label}
            href={`/acme/rocket/issues?q=label:${label}`}
            className="LabelsList-module__label__q43kf LabelToken-module__label__x2"
          >
            <span>{label}</span>
          </a>
        ))}
        {record.labels.length === 0 && <span className="fgColor-muted">No labels</span>}
      </div>
    </div>
  );
}

/** @param {{ record: any }} props */
export function Assignees({ record }) {
  return (
    <div data-testid="sidebar-assignees-section" className="mb-3">
      <h3 className="f6 fgColor-muted">Assignees</h3>
      {record.assignees.length === 0 && <span className="fgColor-muted">No one assigned</span>}
      {record.assignees.map((login) => (
        <a key={login} href={`/${login}`} data-hovercard-type="user" className="d-block">
          <div data-testid="issue-assignees">{login}</div>
        </a>
      ))}
    </div>
  );
}
