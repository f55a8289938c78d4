/** The operators' manual, from this project's root. */
export const RUNBOOK = 'docs/runbook.md';

/** Where the runbook tells about an alarm: `NewestPositionAge` is under the heading "Newest position age". */
export function runbookSection(alarmId: string): string {
  return `${RUNBOOK}#${alarmId.replaceAll(/(?!^)[A-Z]/g, '-$&').toLowerCase()}`;
}
