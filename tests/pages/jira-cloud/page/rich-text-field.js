/** Description and acceptance criteria. The editor stands for Atlassian's own: its element, and paragraphs of text. */
import Button from '@atlaskit/button/new';
import { useEffect, useRef, useState } from 'react';
import { documentOf, save } from './live-data.js';
import styles from './page.module.css';
import { words } from './words.js';

/** @param {{ content: any[] } | null} document @returns {string[]} its paragraphs */
export const paragraphsOf = (document) =>
  (document?.content ?? []).map((block) =>
    (block.content ?? []).map((/** @type {{ text: string }} */ node) => node.text).join(''),
  );

/** @param {{ document: { content: any[] } }} props */
export function Rendered({ document }) {
  return (
    <div className="ak-renderer-document">
      {paragraphsOf(document).map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no other identity
        <p key={index}>{text}</p>
      ))}
    </div>
  );
}

/** @param {{ label: string, text: string, onText: (text: string) => void }} props */
function Editor({ label, text, onText }) {
  const element = useRef(/** @type {HTMLDivElement | null} */ (null));
  const first = useRef(text);
  useEffect(() => {
    // Enter begins a paragraph, as in the editor.
    document.execCommand('defaultParagraphSeparator', false, 'p');
    const paragraphs = first.current.split('\n').map((line) => {
      const paragraph = document.createElement('p');
      paragraph.append(line || document.createElement('br'));
      return paragraph;
    });
    element.current?.replaceChildren(...paragraphs);
    element.current?.focus();
  }, []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the editor's own markup
    <div
      ref={element}
      className="ProseMirror"
      role="textbox"
      tabIndex={0}
      aria-label={label}
      aria-multiline="true"
      contentEditable="true"
      suppressContentEditableWarning
      onInput={({ currentTarget }) =>
        onText([...currentTarget.children].map((each) => each.textContent ?? '').join('\n'))
      }
    />
  );
}

/** @param {{ issue: import('./live-data.js').Issue, id: string, label: string, placeholder: string }} props */
export function RichTextField({ issue, id, label, placeholder }) {
  const document = issue.fields[id];
  const [draft, setDraft] = useState(/** @type {string | null} */ (null));
  return (
    <section>
      <div data-testid={`issue.views.issue-base.common.${id}.label`}>
        <h2 className={styles.sectionTitle}>{label}</h2>
      </div>
      <div data-testid={`issue.views.field.rich-text.${id}`}>
        {draft === null ? (
          // biome-ignore lint/a11y/useSemanticElements: Jira's own markup; the text inside holds links and blocks
          <div
            role="button"
            tabIndex={0}
            aria-label={label}
            data-component-selector="jira-issue-view-rich-text-inline-edit-view-container"
            className={styles.readView}
            onClick={() => setDraft(paragraphsOf(document).join('\n'))}
            onKeyDown={(event) => {
              if (event.key === 'Enter') setDraft(paragraphsOf(document).join('\n'));
            }}
          >
            {document ? (
              <Rendered document={document} />
            ) : (
              <span className={styles.placeholder}>{placeholder}</span>
            )}
          </div>
        ) : (
          <div>
            <Editor label={label} text={draft} onText={setDraft} />
            <div className={styles.line}>
              <Button
                appearance="primary"
                testId="comment-save-button"
                onClick={() => {
                  setDraft(null);
                  if (draft.trim() === paragraphsOf(document).join('\n')) return;
                  const text = draft.trim() ? documentOf(draft.trim()) : null;
                  save(issue.key, { [id]: text });
                }}
              >
                {words.save}
              </Button>
              <Button
                appearance="subtle"
                testId="comment-cancel-button"
                onClick={() => setDraft(null)}
              >
                {words.cancel}
              </Button>
            </div>
          </div>
        )}
      </div>
    </section>
  );
}
