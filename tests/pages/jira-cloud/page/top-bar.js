/** The bar above all pages, with the profile of the person who is signed in. */
import Avatar from '@atlaskit/avatar';
import { useEffect, useState } from 'react';
import { CreateDialog } from './create-dialog.js';
import styles from './page.module.css';
import { Link } from './router.js';

const PROFILE = 'atlassian-navigation--secondary-actions--profile';

export function TopBar() {
  const [name, setName] = useState('');
  const [open, setOpen] = useState(false);
  const [creating, setCreating] = useState(false);
  useEffect(() => {
    fetch('/rest/api/3/myself')
      .then((response) => response.json())
      .then((me) => setName(me.displayName));
  }, []);
  return (
    <header className={styles.topBar}>
      <div data-testid="atlassian-navigation--product-home--container">
        <Link to="/jira/software/projects/ACME/boards/1">Jira</Link>
      </div>
      <nav className={styles.grow}>
        <Link to="/jira/software/projects/ACME/boards/1">Board</Link>
        <Link to="/issues/?jql=project%20%3D%20ACME">Search</Link>
      </nav>
      <button
        type="button"
        className={styles.bareButton}
        data-testid="atlassian-navigation--create-button"
        onClick={() => setCreating(true)}
      >
        Create
      </button>
      <CreateDialog open={creating} onClose={() => setCreating(false)} />
      <button
        type="button"
        className={styles.bareButton}
        aria-label="Your profile and settings"
        aria-haspopup="true"
        aria-expanded={open}
        data-testid={`${PROFILE}--trigger`}
        onClick={() => setOpen(!open)}
      >
        <Avatar size="small" />
      </button>
      {open && (
        <div className={styles.profile}>
          <span data-testid={`${PROFILE}--content--details--name`}>{name}</span>
        </div>
      )}
    </header>
  );
}
