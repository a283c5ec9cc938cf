/** What kept a page from being read, with the exit code that says so and how to mend it. */
export class Trouble extends Error {
  /** @param {number} code @param {string} what @param {...string} mend */
  constructor(code, what, ...mend) {
    super(what);
    this.code = code;
    this.mend = mend;
  }
}
