// The scenarios in the order they are played, and what each of them gets.
import { attestations } from './attestations.mjs';
import { commands } from './commands.mjs';
import { evidencePage } from './evidence-page.mjs';
import { firstHover } from './first-hover.mjs';
import { fixes } from './fixes.mjs';
import { hostile } from './hostile.mjs';
import { navigation } from './navigation.mjs';
import { noBinary } from './no-binary.mjs';
import { readingPapers } from './papers.mjs';
import { problems } from './problems.mjs';
import { quotations } from './quotations.mjs';
import { recording } from './recording.mjs';
import { setUp } from './set-up.mjs';
import { sourcesTree } from './sources-tree.mjs';
import { trust } from './trust.mjs';
import { upkeep } from './upkeep.mjs';
import { writing } from './writing.mjs';

/**
 * @typedef {object} Session
 * @property {import('../driver/windows.mjs').Windows} windows
 * @property {string} glossator the server program
 * @property {string} workspace the sample project, ours to change
 * @property {string} pristine a copy of it that nothing was changed in
 * @property {string} out where pictures and recordings go
 * @property {string} home a folder for anything else
 * @property {import('../driver/workbench.mjs').Workbench} workbench the window on the
 *   workspace, from the first scenario on
 */

/** The first opens the window that the others go on with, up to those that open their own. */
export const scenarios = [
  firstHover, problems, navigation, quotations, fixes, writing, attestations, sourcesTree, upkeep,
  hostile, evidencePage, commands,
  readingPapers, setUp, trust, noBinary, recording,
];
