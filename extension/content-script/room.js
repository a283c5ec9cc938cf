// Where a card has room: beside its anchor or in a corner, and over nothing that must stay free.

/** Sides in CSS pixels of the viewport. @typedef {{left: number, top: number, right: number, bottom: number}} Box */
/** @typedef {{width: number, height: number}} Size */

/** The room on a page. It measures nothing: boxes in, a box out. */
function cuecardRoom() {
  /** Between a card and what it stands beside; the card's own margin for its shadow comes on top. */
  const GAP = 4;

  const width = (/** @type {Box} */ box) => box.right - box.left;
  const height = (/** @type {Box} */ box) => box.bottom - box.top;

  /** A number, or the end of the range that it lies beyond. @param {number} value @param {number} least @param {number} most */
  function clamp(value, least, most) {
    return Math.max(least, Math.min(value, most));
  }

  /**
   * The largest boxes of `room` that `taken` leaves free: beyond its end, before its start, below
   * and above it. Where they do not meet, one of the four is all of the room.
   * @param {Box} room
   * @param {Box} taken
   * @param {boolean} leftwards whether lines run from right to left
   * @returns {Box[]}
   */
  function free(room, taken, leftwards) {
    const sides = [
      { ...room, left: Math.max(room.left, taken.right + GAP) },
      { ...room, right: Math.min(room.right, taken.left - GAP) },
    ];
    if (leftwards) sides.reverse();
    return [
      ...sides,
      { ...room, top: Math.max(room.top, taken.bottom + GAP) },
      { ...room, bottom: Math.min(room.bottom, taken.top - GAP) },
    ];
  }

  /**
   * The place for a card. The free side that holds all of it comes first, then the one that holds
   * most; a card that is cut scrolls. Whether there is a place rests on `least` alone, because a
   * withheld card has no size of its own.
   * @param {object} asked
   * @param {Box} asked.view what of the page can be used
   * @param {Box | null} asked.anchor what to stand beside; none: in the lower corner at a line's end
   * @param {Box[]} asked.avoid what must stay free as well
   * @param {Size} asked.wanted
   * @param {Size} asked.least smaller than this is no place
   * @param {boolean} asked.leftwards
   * @returns {Box | null}
   */
  function choose({ view, anchor, avoid, wanted, least, leftwards }) {
    const wide = Math.min(wanted.width, width(view));
    const corners = [
      { ...view, left: view.right - wide },
      { ...view, right: view.left + wide },
    ];
    if (leftwards) corners.reverse();
    const rooms = avoid
      .reduce(
        (left, taken) => left.flatMap((room) => free(room, taken, leftwards)),
        anchor ? free(view, anchor, leftwards) : corners,
      )
      .filter((room) => width(room) >= Math.min(least.width, width(view)))
      .filter((room) => height(room) >= Math.min(least.height, height(view)))
      .filter((room) => anchor || room.bottom === view.bottom);
    /** How much of the card it holds. @param {Box} room */
    const held = (room) => Math.min(width(room), wide) * Math.min(height(room), wanted.height);
    const most = Math.max(...rooms.map(held));
    const room = rooms.find((each) => held(each) === most);
    if (!room) return null;
    const across = Math.min(wide, width(room));
    const down = Math.min(wanted.height, height(room));
    const near = anchor ?? view;
    // In line with the start of the anchor; in a corner, with the end of the line.
    const toRight = anchor ? leftwards : !leftwards;
    const x = toRight ? near.right - across : near.left;
    const y = anchor ? near.top : near.bottom - down;
    const left = clamp(x, room.left, room.right - across);
    const top = clamp(y, room.top, room.bottom - down);
    return { left, top, right: left + across, bottom: top + down };
  }

  return { choose };
}
