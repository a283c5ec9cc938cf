/** A text that the server rendered and escaped, as GitHub's components get it too. */
export const MarkdownBody = ({ html, ...rest }) => (
  <div
    {...rest}
    className="markdown-body"
    // biome-ignore lint/security/noDangerouslySetInnerHtml: the server escaped and rendered it
    dangerouslySetInnerHTML={{ __html: html }}
  />
);
