// What review comments are about: the word lists of the adapter, in the extension's own engine, on sentences
// as reviewers write them. The first four groups say each topic; then the words with another meaning.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { planAt } from '../../../tools/look.mjs';
import { launch } from '../../e2e/chromium.mjs';
import { EXTENSION } from '../../e2e/stage.mjs';
import { startWorkplace } from '../../workplace/server.mjs';
import { pullUrl } from '../github/gestures.mjs';

const LIST = 'review_threads';

/** @type {[topics: string, text: string][]} */
const SENTENCES = [
  ['security', 'This is open to SQL injection, bind the id instead.'],
  ['security', 'You render the bio as HTML here, so this is a stored XSS.'],
  ['security', 'The form has no CSRF protection.'],
  ['security', 'A hardcoded password, even for a demo, ends up in production.'],
  ['security', 'Please do not commit a hard-coded API key: hard-coded keys cannot be rotated.'],
  ['security', 'The file name comes from the request: path traversal.'],
  ['security', 'Anyone can pass their own URL, that is an SSRF waiting to happen.'],
  ['security', 'We should escape this and sanitize the title as well.'],
  [
    'security',
    'The permission is checked in the browser only, an attacker just calls the endpoint.',
  ],
  ['security', 'Untrusted user input goes straight into the shell.'],
  ['security', 'The access token is logged in full here.'],
  ['security', 'Are the credentials encrypted at rest?'],
  ['security', 'Comparing like this allows a timing attack.'],
  ['security', 'This redirects to whatever the query says, an open redirect.'],
  ['security', 'Where do we authorise this? Any authenticated person can delete it.'],
  ['security', 'That is a security hole.'],
  ['security', 'Das ist eine SQL-Injection-Lücke: eine SQL-Injektion über den Namen.'],
  ['security', 'Hier liegt ein Passwort im Klartext.'],
  ['security', 'Die Benutzereingabe muss maskiert werden.'],
  ['security', 'Die Berechtigung wird nicht geprüft, ein Angreifer kommt an alle Zugangsdaten.'],
  ['security', 'Das öffnet eine Sicherheitslücke.'],
  ['security', 'Attention, injection SQL possible ici.'],
  ['security', 'Le mot de passe en dur doit partir.'],
  ['security', 'Il faut échapper la saisie utilisateur.'],
  ['security', "L'autorisation n'est pas vérifiée : un attaquant peut lire les autres comptes."],
  ['', 'The lexer drops the token after the comma.'],
  ['', 'Pressing the escape key should close the dialog.'],
  ['', 'The label of the password field is not aligned.'],
  ['', 'You have my permission to merge.'],
  ['', 'Could this use the new injection container?'],
  ['', 'The session starts at nine, is the time zone right?'],

  ['performance', 'This is an N+1 query.'],
  ['performance', 'Quadratic in the number of pads, there can be thousands.'],
  ['performance', 'The listener is never removed, a memory leak.'],
  ['performance', 'Without an index this is a full table scan.'],
  ['performance', 'It allocates a new list in a loop.'],
  ['performance', 'Can we cache this? It is expensive and runs on every request.'],
  ['performance', 'One round trip per item makes it slow on bad links.'],
  ['performance', 'This blocks the main thread for half a second.'],
  ['performance', 'Batch these database queries.'],
  ['performance', 'Debounce it, otherwise each keystroke is a slow call.'],
  ['performance', 'Memoise the selector, the component re-renders every second.'],
  ['performance', 'It loads the whole file; paginate instead.'],
  ['performance', 'The latency budget is 50 ms and this alone is a costly call.'],
  ['performance', 'I see a performance regression of ten percent.'],
  ['performance', 'Der Index fehlt, so wird die Suche zu langsam.'],
  ['performance', 'Eine Datenbankabfrage in der Schleife ist teuer.'],
  ['performance', 'Hier entsteht ein Speicherleck.'],
  ['performance', 'Das N+1-Problem haben wir hier auch.'],
  ['performance', 'Une requête par ligne dans la boucle, c’est lent.'],
  ['performance', 'Il y a une fuite de mémoire ici.'],
  ['performance', 'Trop lent pour les grandes listes.'],
  ['performance', 'La mise en cache éviterait ce calcul coûteux.'],
  ['', 'Sorry for the slow answer, I was away.'],
  ['', 'Clear the cache and try again, then it works for me.'],
  ['', 'The index of the first page should be one.'],
  ['', 'Every row needs a key.'],
  ['', 'This batch of changes can wait for the next sprint.'],
  ['', 'Le cache est vide au départ, c’est voulu.'],
  ['', 'Die Schleife endet eins zu früh.'],
  ['', 'A second later the launch window is closed.'],

  ['tests', 'Please add a test for the empty list.'],
  ['tests', 'There are no tests for the error path.'],
  ['tests', 'This branch is not covered by anything.'],
  ['tests', 'The unit test mocks what it should check.'],
  ['tests', 'Test coverage drops by two percent.'],
  ['tests', 'A regression test would be nice.'],
  ['tests', 'This test asserts nothing.'],
  ['tests', 'What about the edge case without gravity? It is not tested.'],
  ['tests', 'That is a flaky test on slow machines.'],
  ['tests', 'Needs a test.'],
  ['tests', 'The fixture hides a corner case.'],
  ['tests', 'Could you cover this with a test before we merge?'],
  ['tests', 'The snapshot is too big to review, assert the two fields instead.'],
  ['tests', 'Missing tests for daylight saving time.'],
  ['tests', 'The test would fail if the clock moved.'],
  ['tests', 'Hier fehlt ein Test für den leeren Fall.'],
  ['tests', 'Die Testabdeckung sinkt.'],
  ['tests', 'Der Randfall ist nicht getestet.'],
  ['tests', 'Bitte noch einen Test ergänzen.'],
  ['tests', 'Il manque un test pour la liste vide.'],
  ['tests', 'Ce cas limite n’est pas testé.'],
  ['tests', 'Merci d’ajouter des tests unitaires.'],
  ['', 'I tried it on the tablet and it works.'],
  ['', 'The contest starts on Monday.'],
  ['', 'Which is the latest version?'],
  ['', 'Test flights are listed below the launches.'],
  ['', 'Let me know when it is on the test system.'],
  ['', 'The attestation is attached.'],
  ['', 'Wir sollten das protestfrei lösen.'],
  ['', 'Le contexte est attesté plus haut.'],

  ['style', 'Nit: trailing comma.'],
  ['style', 'Typo in the comment.'],
  ['style', 'The naming is off, it returns a promise.'],
  ['style', 'Please rename this, it is not a list.'],
  ['style', 'A better name would be windowsOf.'],
  ['style', 'The indentation is wrong here.'],
  ['style', 'This is hard to read, can you split it?'],
  ['style', 'Magic number: what is 86400?'],
  ['style', 'The import order does not follow our style guide.'],
  ['style', 'Unused import.'],
  ['style', 'Use snake_case for fields.'],
  ['style', 'Nested ternaries are confusing.'],
  ['style', 'An early return would make it shorter.'],
  ['style', 'That is dead code now.'],
  ['style', 'This line is too long for the formatter.'],
  ['style', 'Inconsistent wording: we say launch everywhere else.'],
  ['style', 'Tippfehler im Kommentar.'],
  ['style', 'Die Benennung ist irreführend.'],
  ['style', 'Das ist schwer zu lesen und unnötig verschachtelt.'],
  ['style', 'Petite coquille dans le titre.'],
  ['style', 'Un meilleur nom aiderait.'],
  ['style', 'Ce serait plus lisible en deux fonctions.'],
  ['', 'What is the name of the new pad?'],
  ['', 'The unit of this value is metres.'],
  ['', 'I like the new design of the page.'],
  ['', 'The typography of the PDF comes from the printer.'],
  ['', 'It is unity that counts.'],
  ['', 'The format of the date is fixed by the API.'],
  ['', 'Der Name der Rampe ist Odin.'],
  ['', 'Le nom de la rampe est Odin.'],

  // Two topics at once, and none at all.
  ['performance, security', 'An N+1 query, and open to SQL injection as well.'],
  [
    'security, tests',
    'Add a test that the token of another session is refused: it is a security issue.',
  ],
  ['style, tests', 'Nit: the unit test has a typo.'],
  ['', ''],
  ['', 'Looks good to me!'],
  ['', '👍'],
];

/** @type {(() => unknown)[]} */
const ends = [];
/** @type {import('../../e2e/chromium.mjs').Browser} */
let browser;

before(async () => {
  const workplace = await startWorkplace({ pages: '' });
  ends.push(workplace.close);
  browser = await launch({ extension: EXTENSION, workplace });
  ends.push(browser.forget, browser.close);
});
after(async () => {
  for (const end of ends.reverse()) await end();
});

/** The topics that the engine finds in each text. @param {string[]} texts @returns {Promise<string[]>} */
async function topicsOf(texts) {
  const url = pullUrl(12);
  const plan = await planAt(browser.desk, url);
  assert.ok(plan?.lists, 'the adapter reads lists');
  // The list and the place of the topics are found by what they alone do.
  const at = plan.lists.findIndex(({ probes }) => probes.some(isTopics));
  const place = plan.lists[at]?.probes.findIndex(isTopics) ?? -1;
  assert.ok(place >= 0, 'the adapter reads what comments are about');
  const probes = plan.lists[at]?.probes.length ?? 0;
  const items = texts.map((raw) =>
    Array.from({ length: probes }, (_, index) => (index === place ? { at: 0, raw } : null)),
  );
  const said = {
    kind: 'looked',
    url,
    plan: plan.version,
    readings: plan.probes.map(() => null),
    lists: plan.lists.map((_, index) => (index === at ? { at: 0, items } : null)),
  };
  const { page } = await browser.desk.ask(said);
  return page.lists[LIST].map((/** @type {any} */ thing) => thing.topics.value);
}

/** Only comments are read without the code in them. @param {{ alternatives: { without?: string }[] }} probe */
const isTopics = ({ alternatives }) =>
  alternatives.some(({ without = '' }) => without.includes('blockquote'));

test('each sentence is about what it is about, and nothing else', async () => {
  const found = await topicsOf(SENTENCES.map(([, text]) => text));
  assert.deepEqual(
    SENTENCES.map(([, text], index) => [found[index], text]),
    SENTENCES,
  );
});

test('no weak word begins with another of its topic, or one word would count twice', async () => {
  const { words } = await adapter();
  for (const [topic, { weak }] of Object.entries(words.review_topics)) {
    // As the engine looks for them: a word ends in a space, unless any ending is right.
    const sought = weak.map((/** @type {string} */ word) =>
      `${word.toLowerCase()} `.replace('* ', ''),
    );
    const twice = sought.flatMap((/** @type {string} */ word) =>
      sought.filter((/** @type {string} */ other) => other !== word && other.startsWith(word)),
    );
    assert.deepEqual(twice, [], topic);
  }
});

/** The adapter as the extension carries it. @returns {Promise<any>} */
const adapter = () =>
  browser.desk.evaluate(async () => {
    const content = await (await fetch('/content.json')).json();
    return content.adapters.find((/** @type {any} */ each) => each.app === 'github');
  });
