/** The menu with which a person submits a review. */
import { Button, FormControl, Radio, RadioGroup, Textarea } from '@primer/react';
import { useState } from 'react';
import { send } from './record.js';

/** @param {{ pull: any }} props */
export function ReviewMenu({ pull }) {
  const [open, setOpen] = useState(false);
  const [body, setBody] = useState('');
  const [event, setEvent] = useState('comment');
  const [refusal, setRefusal] = useState(null);
  const submit = async () => {
    const answer = await send(`/acme/rocket/pull/${pull.number}/reviews`, {
      'pull_request_review[event]': event,
      'pull_request_review[body]': body,
    });
    setRefusal(answer);
    if (answer === null) {
      setOpen(false);
      setBody('');
    }
  };
  return (
    <div className="position-relative">
      <Button
        variant="primary"
        className="ReviewMenuButton-module__ReviewMenuButton__x"
        onClick={() => setOpen(!open)}
      >
        Submit review
      </Button>
      {open && (
        <div className="border rounded-2 p-3 my-2 ReviewMenuButton-module__AnchoredReviewBody__x">
          <h2 id="anchored-review-title" className="f4">
            Finish your review
          </h2>
          <Textarea
            aria-label="Markdown value"
            placeholder="Leave a comment"
            rows={3}
            value={body}
            onChange={(change) => setBody(change.target.value)}
          />
          <RadioGroup
            name="reviewEvent"
            onChange={(value) =>
              setEvent(
                { approve: 'approve', 'request changes': 'reject' }[value ?? ''] ?? 'comment',
              )
            }
          >
            <RadioGroup.Label visuallyHidden>Verdict</RadioGroup.Label>
            {[
              ['comment', 'Comment'],
              ['approve', 'Approve'],
              ['request changes', 'Request changes'],
            ].map(([value, name]) => (
              <FormControl key={value}>
                <Radio value={value} defaultChecked={value === 'comment'} />
                <FormControl.Label>{name}</FormControl.Label>
              </FormControl>
            ))}
          </RadioGroup>
          {refusal && <div className="flash flash-error my-2">{refusal}</div>}
          <Button variant="primary" onClick={submit}>
            Submit
          </Button>
        </div>
      )}
    </div>
  );
}
