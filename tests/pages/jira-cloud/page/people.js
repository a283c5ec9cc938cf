/** How Jira shows a person: a picture and a name that open a profile card. */
import Avatar from '@atlaskit/avatar';
import styles from './page.module.css';

/** @param {{ person: { displayName: string }, nameTestId?: string }} props */
export function PersonChip({ person, nameTestId }) {
  return (
    <div data-vc="profilecard-wrapper">
      {/* biome-ignore lint/a11y/useSemanticElements: Jira's own markup */}
      <span
        role="button"
        tabIndex={0}
        aria-haspopup="true"
        aria-expanded="false"
        aria-label={`More information about ${person.displayName}`}
      >
        <div data-testid="profilecard-next.ui.profilecard.profilecard-trigger">
          <div className={styles.person}>
            <Avatar size="small" name={person.displayName} />
            <span data-testid={nameTestId}>
              <span>{person.displayName}</span>
            </span>
          </div>
        </div>
      </span>
    </div>
  );
}

/** @param {{ name: string }} props */
export function AuthorName({ name }) {
  return (
    <div data-vc="profilecard-wrapper">
      {/* biome-ignore lint/a11y/useSemanticElements: Jira's own markup */}
      <span
        role="button"
        tabIndex={0}
        aria-haspopup="true"
        aria-expanded="false"
        aria-label={`More information about ${name}`}
      >
        <div data-testid="profilecard-next.ui.profilecard.profilecard-trigger">
          <span>{name}</span>
        </div>
      </span>
    </div>
  );
}
