// User settings of the windows under test: nothing of VS Code's own that would cover
// what a person wants to see on a screenshot, nothing that reaches for the network.

export const light = 'Default Light Modern';
export const dark = 'Default Dark Modern';

export const settings = {
  'chat.disableAIFeatures': true,
  'editor.hover.delay': 100,
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  // What the sample has for other tests, and the index of this run.
  'files.exclude': { '.cache': true, '.ignore': true, rules: true, sessions: true, 'termbase-faults': true },
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'window.commandCenter': false,
  'window.restoreWindows': 'none',
  'workbench.colorTheme': light,
  'workbench.layoutControl.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};
