/** Entry of the page. The name of the test ids must be settled before React writes the first. */
import './test-id-name.js';
import '@atlaskit/css-reset';
import 'atlaskit-tokens';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { Board } from './board.js';
import { Flags } from './flags.js';
import { IssueView } from './issue-view.js';
import { start, useIssue } from './live-data.js';
import { Navigator } from './navigator.js';
import styles from './page.module.css';
import { useAddress } from './router.js';
import { TopBar } from './top-bar.js';

/** @param {URL} address @returns {string | null} the issue that is open */
function openIssue(address) {
  return (
    /^\/(?:browse|issues)\/([A-Z]+-\d+)$/.exec(address.pathname)?.[1] ??
    address.searchParams.get('selectedIssue')
  );
}

/** @param {{ address: URL }} props */
function View({ address }) {
  const selected = address.searchParams.get('selectedIssue');
  const [, place = '', key = null] = address.pathname.split('/');
  if (place === 'browse' && key)
    return (
      <main className={styles.main}>
        <IssueView issueKey={key} />
      </main>
    );
  if (place === 'issues')
    return (
      <Navigator
        query={address.searchParams.get('jql') ?? ''}
        beside={selected}
        inSplit={key || null}
      />
    );
  return <Board selected={selected} />;
}

function App() {
  const address = useAddress();
  const key = openIssue(address);
  const issue = useIssue(key ?? '');
  const title = issue ? `[${issue.key}] ${issue.fields.summary} - Jira` : 'ACME board - Jira';
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div data-testid="page-layout.root">
      <TopBar />
      <View address={address} />
      <Flags />
    </div>
  );
}

const root = document.getElementById('jira-frontend');
if (root) createRoot(root).render(<App />);
start();
