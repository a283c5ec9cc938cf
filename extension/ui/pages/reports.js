// @ts-check
// What reports say, in words: the data sheet, and a sentence beside the bytes of each report. The words
// are made from the wire schema (src/report/sheet.rs).
import { make, say } from './words.js';

/** Every kind of report: its name, what it tells, and why. */
export const KINDS = {
  entry: ['report_entry', 'report_entry_what', 'report_entry_why'],
  outcome: ['report_outcome', 'report_outcome_what', 'report_outcome_why'],
  exposure: ['report_exposure', 'report_exposure_what', 'report_exposure_why'],
  check: ['report_check', 'report_check_what', 'report_check_why'],
  time: ['report_time', 'report_time_what', 'report_time_why'],
  guardrail: ['report_guardrail', 'report_guardrail_what', 'report_guardrail_why'],
  health: ['report_health', 'report_health_what', 'report_health_why'],
};

/** The sentence that says what a report is; none for what this version does not know. @param {string} body */
export function keyOf(body) {
  /** @type {{ kind?: string }} */
  const { kind = '' } = JSON.parse(body);
  return Object.entries(KINDS).find(([name]) => name === kind)?.[1][0] ?? '';
}

/** The data sheet. */
export function dataSheet() {
  const sheet = make('div', 'sheet');
  const kinds = make('dl', '');
  for (const [name, what, why] of Object.values(KINDS)) {
    const told = make('dd', '', `${say(what)} ${say(why)}`);
    kinds.append(make('dt', 'name', say(name)), told);
  }
  const notes = ['sheet_who', 'sheet_how_long', 'sheet_version'].map((key) =>
    make('p', 'aside', say(key)),
  );
  sheet.append(kinds, ...notes);
  return sheet;
}
