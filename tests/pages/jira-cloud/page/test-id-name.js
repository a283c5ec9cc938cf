/**
 * Older pages of Jira write `data-test-id`, newer ones `data-testid`. With `?testid=old` every element of the page,
 * those of the real components included, carries the older name. Must run before React does.
 */
const NEW = 'data-testid';
const OLD = 'data-test-id';

if (new URLSearchParams(window.location.search).get('testid') === 'old') {
  const { setAttribute, removeAttribute } = Element.prototype;
  /** @param {string} name */
  const renamed = (name) => (name === NEW ? OLD : name);
  Element.prototype.setAttribute = function set(name, value) {
    setAttribute.call(this, renamed(name), value);
  };
  Element.prototype.removeAttribute = function remove(name) {
    removeAttribute.call(this, renamed(name));
  };
}
