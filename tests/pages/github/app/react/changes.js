/** "Files changed" in the new view: the files, with the conversations about their lines. */

import { ChevronDownIcon } from '@primer/octicons-react';
import { Button, IconButton, PageLayout, RelativeTime, Textarea } from '@primer/react';
import { useState } from 'react';
import { AuthorLink } from './author.js';
import { DiffStat } from './diff-stat.js';
import { PullHeader } from './header.js';
import { MarkdownBody } from './markdown-body.js';
import { send, signedIn, useHeldBack, useRecord } from './record.js';
import { ReviewMenu } from './review-menu.js';

/** GitHub puts a left-to-right mark around each path. */
const LTR_MARK = '\u200e';

/** A div with a role, where a section would do: so it is on GitHub. @param {string} heading */
const region = (heading) => ({ role: 'region', 'aria-labelledby': heading });

/** @param {{ thread: any, pull: any }} props */
function ReviewThread({ thread, pull }) {
  const [reply, setReply] = useState('');
  const first = thread.comments[0];
  return (
    <div
      data-marker-id={thread.id}
      className="InlineReviewThread-module__ReviewThreadContainer__iFcNZ border rounded-2 m-2 p-2"
    >
      <h4 className="InlineReviewThread-module__inlineReviewThreadHeading__o7jqD f6">
        Comment on line R{thread.line}
      </h4>
      <div data-testid="review-thread">
        {thread.comments.map((comment) => (
          <div
            key={comment.id}
            id={`r${comment.id}`}
            data-marker-navigation-comment-id={`PRRC_${comment.id}`}
          >
            <div data-testid="comment-header">
              <AuthorLink
                login={comment.author}
                className="ActivityHeader-module__AuthorName__VJr9h prc-Link-Link"
                testid="avatar-link"
              />{' '}
              <RelativeTime datetime={comment.at} />
            </div>
            <MarkdownBody html={comment.html} />
          </div>
        ))}
        {signedIn() && (
          <div data-marker-navigation-thread-reply="true">
            <Textarea
              aria-label="Markdown value"
              placeholder="Write a reply"
              rows={2}
              value={reply}
              onChange={(event) => setReply(event.target.value)}
            />
            <Button
              size="small"
              disabled={reply.trim() === ''}
              onClick={async () => {
                const fields = { in_reply_to: String(first.id), 'comment[body]': reply };
                if (
                  (await send(`/acme/rocket/pull/${pull.number}/review_comment/create`, fields)) ===
                  null
                )
                  setReply('');
              }}
            >
              Comment
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

/** @param {{ file: any }} props */
function Lines({ file }) {
  const kinds = { '+': ' addition', '-': ' deletion', ' ': '' };
  return (
    <table aria-label={`Diff for: ${file.path}`} className="width-full">
      <tbody>
        {file.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
          <tr key={index} className="diff-line-row">
            <td className="new-diff-line-number" data-line-number={index + 1}>
              {index + 1}
            </td>
            <td className="diff-text-cell">
              <code className={`diff-text syntax-highlighted-line${kinds[line[0]]}`}>
                <span className="diff-text-marker">{line[0]}</span>
                <div className="diff-text-inner d-inline">{line.slice(1)}</div>
              </code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** @param {{ file: any, pull: any }} props */
function DiffFile({ file, pull }) {
  const heading = `heading-${file.anchor}`;
  return (
    <div className="PullRequestDiffsList-module__diffEntry__djnVa">
      <div
        {...region(heading)}
        id={file.anchor}
        className="Diff-module__diffTargetable__pirZi Diff-module__diff__rx9XH border rounded-2"
      >
        <div className="Diff-module__diffHeaderWrapper__UgUyv" data-diff-header-wrapper="true">
          <div className="d-flex flex-items-center p-2 DiffFileHeader-module__diff-file-header__UuNN4">
            <IconButton
              icon={ChevronDownIcon}
              aria-label="Collapse file"
              size="small"
              variant="invisible"
            />
            <div className="flex-auto overflow-hidden DiffFileHeader-module__file-path-section__ZcmB1">
              <h3 id={heading} className="DiffFileHeader-module__file-name__VVXpg f5">
                <a className="Link--primary" href={`#${file.anchor}`}>
                  <code>{`${LTR_MARK}${file.path}${LTR_MARK}`}</code>
                </a>
              </h3>
            </div>
            <DiffStat added={file.added} deleted={file.deleted} />
            <Button
              size="small"
              aria-pressed="false"
              aria-label="Not Viewed"
              className="MarkAsViewedButton-module__x"
            >
              Viewed
            </Button>
          </div>
        </div>
        {file.folded ? (
          <div className="p-3">
            {file.folded} <Button size="small">Load Diff</Button>
          </div>
        ) : (
          <Lines file={file} />
        )}
        {pull.threads
          .filter((thread) => thread.path === file.path && !thread.resolved)
          .map((thread) => (
            <div key={thread.id} className="InlineMarkers-module__markersWrapper__g3Aig">
              <ReviewThread thread={thread} pull={pull} />
            </div>
          ))}
      </div>
    </div>
  );
}

/** Shows the files. */
export function Changes() {
  const pull = useRecord();
  const waiting = useHeldBack();
  if (!pull) return null;
  return (
    <PageLayout padding="none">
      <PageLayout.Header>
        <PullHeader pull={pull} />
      </PageLayout.Header>
      <PageLayout.Content>
        <section className="PullRequestFilesToolbar-module__toolbar__ztHN6 d-flex flex-justify-end mb-2">
          {signedIn() && <ReviewMenu pull={pull} />}
        </section>
        <div data-testid="progressive-diffs-list" className="d-flex flex-column gap-3">
          {!waiting &&
            pull.files.map((file) => <DiffFile key={file.path} file={file} pull={pull} />)}
        </div>
      </PageLayout.Content>
    </PageLayout>
  );
}
