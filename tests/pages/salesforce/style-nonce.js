// The LWC engine puts the styles of synthetic-shadow components into <style> elements in the document's head
// and knows no nonce. The page's policy stays strict for everybody else, so this page gives its own ones the nonce.
const nonce = /** @type {HTMLScriptElement} */ (document.currentScript).nonce;
const createElement = document.createElement;
document.createElement = /** @type {typeof document.createElement} */ (
  (/** @type {string} */ name, /** @type {ElementCreationOptions | undefined} */ options) => {
    const element = createElement.call(document, name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  }
);
