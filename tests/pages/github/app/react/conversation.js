/** The conversation of a pull request in the new view: components around the timeline that the server renders. */
import { PageLayout } from '@primer/react';
import { useEffect, useRef } from 'react';
import { PullHeader } from './header.js';
import { Assignees, Labels } from './labels.js';
import { MergeBox } from './merge-box.js';
import { useHeldBack, useRecord } from './record.js';

/** The server's timeline; its later changes are made by `regions.js`, past React. */
function Timeline() {
  const holder = useRef(null);
  useEffect(() => {
    const template = document.querySelector('template#rails-timeline');
    const timeline = template?.content.querySelector('.js-discussion');
    if (timeline && holder.current?.childElementCount === 0)
      holder.current.append(document.importNode(timeline, true));
  }, []);
  return <rails-partial ref={holder} data-partial-name="pullRequestsConversationsRoute.Timeline" />;
}

/** The server's comment form, moved from the template as the timeline is. */
function NewComment() {
  const holder = useRef(null);
  useEffect(() => {
    const form = document
      .querySelector('template#rails-timeline')
      ?.content.querySelector('#issue-comment-box');
    if (form && holder.current?.childElementCount === 0)
      holder.current.append(document.importNode(form, true));
  }, []);
  return <div ref={holder} />;
}

/** Shows the conversation. */
export function Conversation() {
  const pull = useRecord();
  const waiting = useHeldBack();
  if (!pull) return null;
  return (
    <PageLayout padding="none">
      <PageLayout.Header>
        <PullHeader pull={pull} />
      </PageLayout.Header>
      <PageLayout.Content>
        <div id="discussion_bucket">
          <Timeline />
          <MergeBox pull={pull} waiting={waiting} />
          <NewComment />
        </div>
      </PageLayout.Content>
      <PageLayout.Pane aria-label="Sidebar">
        <Assignees record={pull} />
        <Labels record={pull} />
      </PageLayout.Pane>
    </PageLayout>
  );
}
