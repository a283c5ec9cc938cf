/** Jira's flags at the lower left. */
import Flag, { FlagGroup } from '@atlaskit/flag';
import { useSyncExternalStore } from 'react';

/** @type {{ id: number, title: string, description: string }[]} */
let flags = [];
let next = 1;
/** @type {Set<() => void>} */
const listeners = new Set();

/** @param {typeof flags} now */
function set(now) {
  flags = now;
  for (const listener of listeners) listener();
}

/** @param {string} title @param {string} description */
export function raiseFlag(title, description) {
  set([{ id: next++, title, description }, ...flags]);
}

export function Flags() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => flags,
  );
  return (
    <FlagGroup onDismissed={(id) => set(flags.filter((flag) => flag.id !== id))}>
      {shown.map(({ id, title, description }) => (
        <Flag
          key={id}
          id={id}
          title={title}
          description={description}
          icon={<img src="/images/icons/error.svg" width="16" height="16" alt="Error" />}
          testId="platform.ui.flags.common.ui.common-flag-v2"
        />
      ))}
    </FlagGroup>
  );
}
