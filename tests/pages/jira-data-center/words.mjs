/**
 * What the page says in each language. Jira translates its own labels; the names of statuses, types, priorities and
 * resolutions are translated where the organisation's administrator did so, as here.
 */

/** @typedef {import('./dates.mjs').Locale} Locale */

/** The order of the columns below. @type {Locale[]} */
export const LOCALES = ['en_US', 'en_UK', 'de_DE', 'fr_FR'];

/** British English differs in nothing that the page says. @type {Record<string, [en: string, de: string, fr: string]>} */
const WORDS = {
  details: ['Details', 'Details', 'Détails'],
  type: ['Type', 'Typ', 'Type'],
  status: ['Status', 'Status', 'État'],
  priority: ['Priority', 'Priorität', 'Priorité'],
  resolution: ['Resolution', 'Lösung', 'Résolution'],
  labels: ['Labels', 'Stichwörter', 'Étiquettes'],
  none: ['None', 'Keine', 'Aucune'],
  people: ['People', 'Personen', 'Personnes'],
  assignee: ['Assignee', 'Bearbeiter', 'Responsable'],
  reporter: ['Reporter', 'Autor', 'Rapporteur'],
  unassigned: ['Unassigned', 'Nicht zugewiesen', 'Non attribué'],
  unresolved: ['Unresolved', 'Nicht erledigt', 'Non résolu'],
  dates: ['Dates', 'Daten', 'Dates'],
  duedate: ['Due', 'Fällig', 'Échéance'],
  duedateField: ['Due Date', 'Fälligkeitsdatum', "Date d'échéance"],
  created: ['Created', 'Erstellt', 'Création'],
  updated: ['Updated', 'Aktualisiert', 'Mise à jour'],
  resolved: ['Resolved', 'Erledigt', 'Résolution'],
  timeTracking: ['Time Tracking', 'Zeitverfolgung', 'Suivi temporel'],
  estimated: ['Estimated', 'Geschätzt', 'Estimé'],
  remaining: ['Remaining', 'Verbleibend', 'Restant'],
  logged: ['Logged', 'Protokolliert', 'Consigné'],
  notSpecified: ['Not Specified', 'Nicht angegeben', 'Non spécifié'],
  timeoriginalestimate: ['Original Estimate', 'Ursprüngliche Schätzung', 'Estimation originale'],
  description: ['Description', 'Beschreibung', 'Description'],
  clickToEdit: ['Click to edit', 'Zum Bearbeiten klicken', 'Cliquer pour modifier'],
  links: ['Issue Links', 'Verknüpfte Vorgänge', 'Liens de ticket'],
  blocks: ['blocks', 'blockiert', 'bloque'],
  relates: ['relates to', 'bezieht sich auf', 'est lié à'],
  subtasks: ['Sub-Tasks', 'Unteraufgaben', 'Sous-tâches'],
  createSubtask: ['Create Sub-Task', 'Unteraufgabe erstellen', 'Créer une sous-tâche'],
  activity: ['Activity', 'Aktivität', 'Activité'],
  all: ['All', 'Alle', 'Tous'],
  comments: ['Comments', 'Kommentare', 'Commentaires'],
  history: ['History', 'Verlauf', 'Historique'],
  noComments: ['There are no comments yet.', 'Noch keine Kommentare.', 'Aucun commentaire.'],
  addedComment: ['added a comment', 'hat einen Kommentar hinzugefügt', 'a ajouté un commentaire'],
  madeChanges: ['made changes', 'hat Änderungen vorgenommen', 'a apporté des modifications'],
  createdIssue: ['created issue', 'hat den Vorgang erstellt', 'a créé un ticket'],
  field: ['Field', 'Feld', 'Champ'],
  oldValue: ['Original Value', 'Ursprünglicher Wert', "Valeur d'origine"],
  newValue: ['New Value', 'Neuer Wert', 'Nouvelle valeur'],
  summary: ['Summary', 'Zusammenfassung', 'Résumé'],
  key: ['Key', 'Schlüssel', 'Clé'],
  edit: ['Edit', 'Bearbeiten', 'Modifier'],
  comment: ['Comment', 'Kommentar', 'Commenter'],
  add: ['Add', 'Hinzufügen', 'Ajouter'],
  create: ['Create', 'Erstellen', 'Créer'],
  update: ['Update', 'Aktualisieren', 'Mettre à jour'],
  cancel: ['Cancel', 'Abbrechen', 'Annuler'],
  more: ['More', 'Mehr', 'Plus'],
  link: ['Link', 'Verknüpfen', 'Lier'],
  linkTo: ['Issue', 'Vorgang', 'Ticket'],
  noSuchIssue: [
    'There is no such issue.',
    'Diesen Vorgang gibt es nicht.',
    "Ce ticket n'existe pas.",
  ],
  workflow: ['Workflow', 'Workflow', 'Workflow'],
  editIssue: ['Edit Issue', 'Vorgang bearbeiten', 'Modifier le ticket'],
  wasUpdated: ['has been updated.', 'wurde aktualisiert.', 'a été mis à jour.'],
  boards: ['Boards', 'Boards', 'Tableaux'],
  issues: ['Issues', 'Vorgänge', 'Tickets'],
  boardUpdated: [
    'This board has been updated',
    'Dieses Board wurde aktualisiert',
    'Ce tableau a été mis à jour',
  ],
  refresh: ['Refresh', 'Aktualisieren', 'Actualiser'],
  ignore: ['Ignore', 'Ignorieren', 'Ignorer'],
  estimate: ['Estimate', 'Schätzung', 'Estimation'],
  badDate: [
    'This is no date in the format d/MMM/yy.',
    'Dies ist kein Datum im Format d/MMM/yy.',
    "Ce n'est pas une date au format d/MMM/yy.",
  ],
  badNumber: ['This is no number.', 'Dies ist keine Zahl.', "Ce n'est pas un nombre."],
  badDuration: ['This is no duration.', 'Dies ist keine Zeitdauer.', "Ce n'est pas une durée."],
  badChoice: ['Choose a value.', 'Wählen Sie einen Wert.', 'Choisissez une valeur.'],
  required: ['Enter a value.', 'Geben Sie einen Wert ein.', 'Saisissez une valeur.'],
  // The organisation's own names.
  Story: ['Story', 'Story', 'Récit'],
  Bug: ['Bug', 'Fehler', 'Bogue'],
  Task: ['Task', 'Aufgabe', 'Tâche'],
  'Sub-task': ['Sub-task', 'Unteraufgabe', 'Sous-tâche'],
  'To Do': ['To Do', 'Zu erledigen', 'À faire'],
  'In Progress': ['In Progress', 'In Arbeit', 'En cours'],
  'In Review': ['In Review', 'In Prüfung', 'En revue'],
  Done: ['Done', 'Fertig', 'Terminé'],
  Highest: ['Highest', 'Höchste', 'La plus élevée'],
  High: ['High', 'Hoch', 'Élevée'],
  Medium: ['Medium', 'Mittel', 'Moyenne'],
  Low: ['Low', 'Niedrig', 'Faible'],
  Lowest: ['Lowest', 'Niedrigste', 'La plus faible'],
  Fixed: ['Fixed', 'Behoben', 'Corrigé'],
  "Won't Do": ["Won't Do", 'Wird nicht erledigt', 'Ne sera pas fait'],
  Duplicate: ['Duplicate', 'Duplikat', 'Doublon'],
  'Start progress': ['Start progress', 'Arbeit beginnen', 'Commencer'],
  'Request review': ['Request review', 'Prüfung anfordern', 'Demander une revue'],
  'Stop progress': ['Stop progress', 'Arbeit beenden', 'Arrêter'],
  'Resolve issue': ['Resolve issue', 'Vorgang lösen', 'Résoudre le ticket'],
  'Reopen issue': ['Reopen issue', 'Vorgang wieder öffnen', 'Rouvrir le ticket'],
};

/** Which column of `WORDS` a locale reads. @type {Record<Locale, 0 | 1 | 2>} */
const COLUMN = { en_US: 0, en_UK: 0, de_DE: 1, fr_FR: 2 };

/**
 * @param {Locale} locale
 * @returns {(word: string) => string} gives the word in that language; names that nobody translated stay as they are
 */
export const wordsIn = (locale) => (word) => WORDS[word]?.[COLUMN[locale]] ?? word;
