/** An issue in the new view. */
import {
  Button,
  PageHeader,
  PageLayout,
  RelativeTime,
  StateLabel,
  Textarea,
  Timeline,
} from '@primer/react';
import { useState } from 'react';
import { AuthorLink } from './author.js';
import { Assignees, Labels } from './labels.js';
import { MarkdownBody } from './markdown-body.js';
import { send, signedIn, useHeldBack, useRecord } from './record.js';

/** @param {{ html: string }} props */
const Body = ({ html }) => <MarkdownBody data-testid="markdown-body" html={html} />;

/** @param {{ issue: any }} props */
function Composer({ issue }) {
  const [body, setBody] = useState('');
  const [refusal, setRefusal] = useState(null);
  const submit = async () => {
    const answer = await send(`/acme/rocket/issues/${issue.number}/comment`, {
      'comment[body]': body,
    });
    setRefusal(answer);
    if (answer === null) setBody('');
  };
  return (
    <fieldset
      aria-labelledby="comment-composer-heading"
      className="MarkdownEditor-module__container__x"
    >
      <h2 id="comment-composer-heading" className="sr-only">
        Add a comment
      </h2>
      <Textarea
        aria-label="Markdown value"
        block
        value={body}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && body.trim() !== '')
            submit();
        }}
      />
      {refusal && <div className="flash flash-error my-2">{refusal}</div>}
      <Button variant="primary" disabled={body.trim() === ''} onClick={submit}>
        Comment
      </Button>
    </fieldset>
  );
}

/** Shows the issue. */
export function IssuePage() {
  const issue = useRecord();
  const waiting = useHeldBack();
  if (!issue) return null;
  const open = issue.state === 'open';
  return (
    <div data-testid="issue-viewer-container">
      <section aria-label="Header" data-testid="issue-header">
        <PageHeader aria-label="Issue header">
          <PageHeader.TitleArea>
            <PageHeader.Title as="h1">
              <bdi className="markdown-title" data-testid="issue-title">
                {issue.title}
              </bdi>{' '}
              <span className="fgColor-muted">#{issue.number}</span>
            </PageHeader.Title>
          </PageHeader.TitleArea>
          <PageHeader.Description>
            <StateLabel status={open ? 'issueOpened' : 'issueClosed'} data-testid="header-state">
              {open ? 'Open' : 'Closed'}
            </StateLabel>
          </PageHeader.Description>
        </PageHeader>
      </section>
      <PageLayout padding="none">
        <PageLayout.Content>
          <div
            data-testid="issue-viewer-issue-container"
            className="react-issue-body border rounded-2 p-3"
          >
            <AuthorLink
              login={issue.author}
              testid="issue-body-header-author"
              className="Link--primary text-bold"
            />{' '}
            opened <RelativeTime datetime={issue.at} />
            <div data-testid="issue-body-viewer">
              <Body html={issue.html} />
            </div>
          </div>
          <div data-testid="issue-timeline-container">
            {!waiting && (
              <Timeline>
                {issue.comments.map((comment) => (
                  <Timeline.Item key={comment.id}>
                    <Timeline.Body
                      id={`issuecomment-${comment.id}`}
                      className="react-issue-comment"
                    >
                      <AuthorLink
                        login={comment.author}
                        testid="avatar-link"
                        className="Link--primary text-bold"
                      />{' '}
                      <RelativeTime datetime={comment.at} />
                      <Body html={comment.html} />
                    </Timeline.Body>
                  </Timeline.Item>
                ))}
              </Timeline>
            )}
          </div>
          {signedIn() && <Composer issue={issue} />}
        </PageLayout.Content>
        <PageLayout.Pane aria-label="Metadata">
          <div data-testid="issue-viewer-metadata-pane">
            <Assignees record={issue} />
            <Labels record={issue} />
          </div>
        </PageLayout.Pane>
      </PageLayout>
    </div>
  );
}
