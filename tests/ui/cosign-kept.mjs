// What the co-sign page keeps, looked at from within the page. Each stands alone: it runs there.

/** What comes of copying the key: the name of the error, or `copied`. @returns {Promise<string>} */
export async function copyOfKey() {
  const opening = indexedDB.open('cuecard-cosign');
  await new Promise((done) => opening.addEventListener('success', done));
  const reading = opening.result.transaction('own').objectStore('own').get('key');
  await new Promise((done) => reading.addEventListener('success', done));
  opening.result.close();
  return crypto.subtle.exportKey('pkcs8', reading.result.secret).then(
    () => 'copied',
    (error) => error.name,
  );
}

/** What was signed last. @returns {Promise<string>} */
export async function signedLast() {
  const opening = indexedDB.open('cuecard-cosign');
  await new Promise((done) => opening.addEventListener('success', done));
  const reading = opening.result.transaction('own').objectStore('own').get('signed');
  await new Promise((done) => reading.addEventListener('success', done));
  opening.result.close();
  return reading.result ?? '';
}

/** Deletes the key. */
export async function loseKey() {
  const opening = indexedDB.open('cuecard-cosign');
  await new Promise((done) => opening.addEventListener('success', done));
  const deleting = opening.result.transaction('own', 'readwrite');
  deleting.objectStore('own').delete('key');
  await new Promise((done) => deleting.addEventListener('complete', done));
  opening.result.close();
}
