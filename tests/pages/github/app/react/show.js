/** Puts the components of the new view where the server left room for them. */
import { BaseStyles, ThemeProvider } from '@primer/react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Changes } from './changes.js';
import { Conversation } from './conversation.js';
import { IssuePage } from './issue.js';
import { place } from './record.js';
import { Shortcuts } from './shortcuts.js';

/** @type {import('react-dom/client').Root | null} */
let root = null;

/** Shows the components of the page that the address names, if it has any. */
export function showComponents() {
  root?.unmount();
  root = null;
  const holder = document.querySelector('react-app > div');
  if (!holder) return;
  const { kind, tab } = place();
  const Page = kind === 'issues' ? IssuePage : tab === 'changes' ? Changes : Conversation;
  const dark = document.documentElement.dataset.colorMode === 'dark';
  root = createRoot(holder);
  flushSync(() =>
    root?.render(
      <ThemeProvider colorMode={dark ? 'night' : 'day'}>
        <BaseStyles>
          <Page />
          <Shortcuts />
        </BaseStyles>
      </ThemeProvider>,
    ),
  );
}
