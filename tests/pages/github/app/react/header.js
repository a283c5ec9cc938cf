/** The header of a pull request in the new view, with its tabs. */
import {
  BranchName,
  Button,
  PageHeader,
  RelativeTime,
  StateLabel,
  UnderlineNav,
} from '@primer/react';
import { AuthorLink } from './author.js';
import { DiffStat } from './diff-stat.js';
import { kept, place, signedIn } from './record.js';

const STATUS = {
  open: ['pullOpened', 'Open'],
  draft: ['draft', 'Draft'],
  merged: ['pullMerged', 'Merged'],
  closed: ['pullClosed', 'Closed'],
};

/** Said twice on the page: in the header and in the bar that sticks to the top. @param {{ pull: any }} props */
function Branches({ pull }) {
  return (
    <div className="d-flex flex-items-center gap-1 PullRequestHeaderBranches-module__branches__mwwe4">
      <BranchName
        href={`/acme/rocket/tree/${pull.base}`}
        className="PullRequestBranchName-module__branchName__SCtl2"
      >
        {pull.base}
      </BranchName>
      <span>from</span>
      <BranchName
        href={`/acme/rocket/tree/${pull.head}`}
        className="PullRequestBranchName-module__branchName__SCtl2"
      >
        {pull.head}
      </BranchName>
    </div>
  );
}

/** @param {{ pull: any }} props */
function Tabs({ pull }) {
  const { tab } = place();
  const path = `/acme/rocket/pull/${pull.number}`;
  const query = kept();
  return (
    <UnderlineNav aria-label="Pull request navigation tabs">
      <UnderlineNav.Item
        href={`${path}${query}`}
        counter={pull.comments.length + pull.reviews.length}
        {...(tab === '' && { 'aria-current': 'page' })}
      >
        Conversation
      </UnderlineNav.Item>
      <UnderlineNav.Item href={`${path}/commits`} counter={pull.commits.length}>
        Commits
      </UnderlineNav.Item>
      <UnderlineNav.Item
        href={`${path}/changes${query}`}
        counter={pull.files.length}
        {...(tab === 'changes' && { 'aria-current': 'page' })}
      >
        Files changed
      </UnderlineNav.Item>
    </UnderlineNav>
  );
}

/** @param {{ pull: any }} props */
export function PullHeader({ pull }) {
  const [status, name] = STATUS[pull.state];
  const merged = pull.happenings.find(({ kind }) => kind === 'merged');
  const commits = `${pull.commits.length} commit${pull.commits.length === 1 ? '' : 's'}`;
  return (
    <PageHeader aria-label="Pull request header">
      <PageHeader.TitleArea>
        <PageHeader.Title as="h1" className="lh-condensed PullRequestHeader-module__inlineTitle__c">
          <span className="markdown-title">{pull.title}</span>{' '}
          <span className="fgColor-muted">#{pull.number}</span>
        </PageHeader.Title>
      </PageHeader.TitleArea>
      <PageHeader.Actions>{signedIn() && <Button size="small">Edit</Button>}</PageHeader.Actions>
      <PageHeader.Description>
        <StateLabel status={status} className="flex-self-start">
          {name}
        </StateLabel>
        <div className="fgColor-muted d-flex flex-items-center flex-wrap PullRequestHeaderSummary-module__summaryContainer__dA7d">
          <span className="mr-1">
            <AuthorLink login={merged?.actor ?? pull.author} />{' '}
            {merged ? 'merged' : 'wants to merge'} {commits} into
          </span>
          <Branches pull={pull} />
          {merged && <RelativeTime datetime={merged.at} />}
        </div>
      </PageHeader.Description>
      <PageHeader.Navigation>
        <Tabs pull={pull} />
        <div className="float-right">
          <DiffStat added={pull.added} deleted={pull.deleted} />
        </div>
        <div className="sr-only">
          <Branches pull={pull} />
        </div>
      </PageHeader.Navigation>
    </PageHeader>
  );
}
