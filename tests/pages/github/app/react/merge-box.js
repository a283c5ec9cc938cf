/** The merge box of the new view. */
import {
  CheckIcon,
  GitMergeIcon,
  GitPullRequestClosedIcon,
  GitPullRequestIcon,
  KebabHorizontalIcon,
  TriangleDownIcon,
  XIcon,
} from '@primer/octicons-react';
import {
  ActionList,
  ActionMenu,
  Button,
  ButtonGroup,
  Flash,
  IconButton,
  Spinner,
} from '@primer/react';
import { useState } from 'react';
import { send, signedIn } from './record.js';

const ICONS = {
  merged: [GitMergeIcon, 'Merged'],
  closed: [GitPullRequestClosedIcon, 'Closed'],
  open: [GitPullRequestIcon, 'Open'],
  draft: [GitPullRequestIcon, 'Open'],
};

/** @param {{ heading: string, children?: import('react').ReactNode }} props */
const SectionHeader = ({ heading, children }) => (
  <div className="MergeBoxSectionHeader-module__wrapper__Kr_f8 p-3">
    <h3 className="MergeBoxSectionHeader-module__heading__Kr_f8 f4">{heading}</h3>
    <p className="fgColor-muted mb-0">{children}</p>
  </div>
);

/** @param {{ checks: any[] }} props */
function Checks({ checks }) {
  const failed = checks.filter(({ state }) => state === 'failed');
  const counted = ['failed', 'skipped', 'passed']
    .map((state) => [checks.filter((check) => check.state === state).length, state])
    .filter(([count]) => count > 0)
    .map(
      ([count, state]) =>
        `${count} ${{ failed: 'failing', skipped: 'skipped', passed: 'successful' }[state]}`,
    );
  return (
    <section aria-label="Checks" className="border-bottom color-border-subtle">
      <SectionHeader
        heading={failed.length > 0 ? 'Some checks were not successful' : 'All checks have passed'}
      >
        {counted.join(', ')} check{checks.length === 1 ? '' : 's'}
      </SectionHeader>
      {failed.length > 0 && (
        <ul className="list-style-none px-3 pb-2">
          {checks.map(({ name, state, detail }) => (
            <li key={name} className="d-flex flex-items-center">
              {state === 'failed' ? (
                <XIcon className="fgColor-danger" />
              ) : (
                <CheckIcon className="fgColor-success" />
              )}
              <span className="mx-2">{name}</span>
              <span className="fgColor-muted flex-auto">{detail}</span>
              <IconButton
                icon={KebabHorizontalIcon}
                aria-label={`Open ${name} check menu`}
                size="small"
                variant="invisible"
                aria-haspopup="true"
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** @param {{ pull: any, act: (name: string) => void }} props */
function MergeButtons({ pull, act }) {
  const path = `/acme/rocket/pull/${pull.number}`;
  return (
    <div className="p-3">
      <ButtonGroup>
        <Button
          variant="primary"
          disabled={pull.hindrance !== null}
          onClick={() => act(`${path}/merge`)}
        >
          Merge pull request
        </Button>
        <ActionMenu>
          <ActionMenu.Anchor>
            <IconButton
              icon={TriangleDownIcon}
              aria-label="Select merge method"
              variant="primary"
              disabled={pull.hindrance !== null}
            />
          </ActionMenu.Anchor>
          <ActionMenu.Overlay>
            <ActionList selectionVariant="single">
              <ActionList.Item selected>Create a merge commit</ActionList.Item>
              <ActionList.Item>Squash and merge</ActionList.Item>
            </ActionList>
          </ActionMenu.Overlay>
        </ActionMenu>
      </ButtonGroup>
    </div>
  );
}

/** @param {{ pull: any }} props */
function Open({ pull }) {
  const [refusal, setRefusal] = useState(null);
  /** @param {string} path */
  const act = async (path) => setRefusal(await send(path, {}));
  return (
    <>
      {pull.hindrance === 'Changes requested' && (
        <section aria-label="Reviews" className="border-bottom color-border-subtle">
          <SectionHeader heading="Changes requested">
            A review asks for changes before this can be merged.
          </SectionHeader>
        </section>
      )}
      <Checks checks={pull.checks} />
      <section aria-label="Conflicts" className="border-bottom color-border-subtle">
        <SectionHeader heading="No conflicts with base branch">
          Merging can be performed automatically.
        </SectionHeader>
      </section>
      {refusal && <Flash variant="danger">{refusal}</Flash>}
      {pull.state === 'draft' && (
        <>
          <SectionHeader heading="This pull request is still a work in progress">
            Draft pull requests cannot be merged.
          </SectionHeader>
          {signedIn() && (
            <div className="px-3 pb-3">
              <Button onClick={() => act(`/acme/rocket/pull/${pull.number}/ready_for_review`)}>
                Ready for review
              </Button>
            </div>
          )}
        </>
      )}
      {pull.state === 'open' && signedIn() && <MergeButtons pull={pull} act={act} />}
    </>
  );
}

/** @param {{ pull: any, waiting: boolean }} props */
export function MergeBox({ pull, waiting }) {
  const [Icon, name] = ICONS[pull.state];
  return (
    <div data-testid="mergebox-partial" className="tmp-ml-md-6 my-3">
      {waiting ? (
        <div className="MergeBox-module__mergeboxLoading__x1">
          <Spinner />
        </div>
      ) : (
        <>
          <div data-testid="mergeability-icon-wrapper">
            <Icon aria-label={name} className="fgColor-onEmphasis" />
          </div>
          <div data-testid="mergebox-border-container" className="border rounded-2">
            {pull.state === 'merged' && (
              <SectionHeader heading="Pull request successfully merged and closed">
                The branch can be deleted.
              </SectionHeader>
            )}
            {pull.state === 'closed' && (
              <SectionHeader heading="Closed with unmerged commits">
                This pull request is closed.
              </SectionHeader>
            )}
            {(pull.state === 'open' || pull.state === 'draft') && <Open pull={pull} />}
          </div>
        </>
      )}
    </div>
  );
}
