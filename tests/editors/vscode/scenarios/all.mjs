// The scenarios in the order they are played, and what each of them gets.
import { firstHover } from './first-hover.mjs';
import { dev } from './dev.mjs';
import { fixes } from './fixes.mjs';
import { navigation } from './navigation.mjs';
import { problems } from './problems.mjs';
import { writing } from './writing.mjs';

/**
 * @typedef {object} Session
 * @property {import('../driver/windows.mjs').Windows} windows
 * @property {string} glossator the server program
 * @property {string} workspace the sample project, ours to change
 * @property {string} out where pictures and recordings go
 * @property {string} home an empty folder for anything else
 * @property {import('../driver/workbench.mjs').Workbench} workbench the window on the
 *   workspace, from the first scenario on
 */

export const scenarios = [firstHover, problems, navigation, fixes, writing, dev];
