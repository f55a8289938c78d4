/** The operators' manual, from this project's root; a stage may say at which address operators read it (`runbookUrl`). */
export const RUNBOOK = 'docs/runbook.md';

/** Where a runbook tells about an alarm: `NewestPositionAge` is under the heading "Newest position age". */
export function runbookSection(alarmId: string, runbook = RUNBOOK): string {
  return `${runbook}#${alarmId.replaceAll(/(?!^)[A-Z]/g, '-$&').toLowerCase()}`;
}
