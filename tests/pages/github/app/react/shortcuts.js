/** The keyboard shortcuts, in the dialog that `?` opens. */
import { Dialog, Link } from '@primer/react';
import { useEffect, useState } from 'react';

const SHORTCUTS = [
  ['g c', 'Go to code'],
  ['g i', 'Go to issues'],
  ['g p', 'Go to pull requests'],
  ['l', 'Filter by or edit labels'],
  ['q', 'Request reviewers'],
];

/** Shows them when they are asked for. */
export function Shortcuts() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    /** @param {KeyboardEvent} event */
    const onKey = ({ key, target }) => {
      const typing = target instanceof Element && target.closest('input, select, textarea');
      if (key === '?' && !typing) setOpen(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  if (!open) return null;
  return (
    <Dialog title="Keyboard shortcuts" onClose={() => setOpen(false)}>
      <ul className="list-style-none">
        {SHORTCUTS.map(([keys, what]) => (
          <li key={keys} className="d-flex flex-justify-between py-1">
            <span>{what}</span>
            <kbd>{keys}</kbd>
          </li>
        ))}
      </ul>
      <Link href="/acme/rocket/pulls">View all keyboard shortcuts</Link>
    </Dialog>
  );
}
