/** Starts what the page has. */
import { startActivity } from './activity.js';
import { startBoard } from './board.js';
import { startDialogs } from './dialogs.js';
import { startInlineEdit } from './inline-edit.js';
import { startSplitView } from './split-view.js';

startInlineEdit();
startDialogs();
startActivity();
startSplitView();
startBoard();
