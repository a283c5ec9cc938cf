/** How many lines were added and deleted; deleted ones go unsaid when there are none, for the eye at least. */

/** @param {{ added: number, deleted: number }} props */
export function DiffStat({ added, deleted }) {
  const plus = added.toLocaleString('en-US');
  const minus = deleted.toLocaleString('en-US');
  return (
    <>
      <span aria-hidden="true" className="f6 fgColor-success text-bold mr-1">
        +{plus}
      </span>
      {deleted > 0 && (
        <span aria-hidden="true" className="f6 fgColor-danger text-bold mr-2">
          -{minus}
        </span>
      )}
      <span className="sr-only">
        Lines changed: {plus} additions & {minus} deletions
      </span>
    </>
  );
}
