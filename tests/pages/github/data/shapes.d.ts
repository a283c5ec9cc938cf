/** What the site keeps of a repository. Dates are ISO texts. */

export type PullState = 'open' | 'draft' | 'merged' | 'closed';
export type ReviewState = 'approved' | 'changes requested' | 'commented';

export interface Comment {
  id: number;
  author: string;
  at: string;
  body: string;
}

export interface Thread {
  id: number;
  path: string;
  line: number;
  resolved: boolean;
  outdated: boolean;
  comments: Comment[];
}

export interface Review extends Comment {
  state: ReviewState;
  threads: Thread[];
}

export interface Commit {
  sha: string;
  author: string;
  at: string;
  message: string;
}

export interface Check {
  name: string;
  state: 'passed' | 'failed' | 'skipped';
  detail: string;
}

export interface ChangedFile {
  path: string;
  added: number;
  deleted: number;
  /** Why its lines are not shown, in GitHub's own words. */
  folded?: string;
  lines: string[];
}

/** An act that is one line of the timeline. */
export interface Happening {
  id: number;
  kind: 'mentioned' | 'labelled' | 'unlabelled' | 'ready' | 'merged' | 'closed' | 'review requested';
  actor: string;
  at: string;
  /** The label or the person it is about. */
  subject?: string;
}

export interface Issue {
  number: number;
  title: string;
  author: string;
  at: string;
  state: 'open' | 'closed';
  labels: string[];
  assignees: string[];
  body: string;
  comments: Comment[];
}

export interface Pull {
  number: number;
  title: string;
  author: string;
  at: string;
  state: PullState;
  labels: string[];
  assignees: string[];
  reviewers: string[];
  base: string;
  head: string;
  body: string;
  commits: Commit[];
  files: ChangedFile[];
  checks: Check[];
  comments: Comment[];
  reviews: Review[];
  happenings: Happening[];
}

/** Something that a person did, as the site received it. */
export interface Act {
  number: number;
  person: string;
  act: string;
  detail: Record<string, unknown>;
}
