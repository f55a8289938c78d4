import type { StageStack } from './stage-stacks.ts';

/** For people: a line for each output, and for a stack without any its state. */
export function outputsTable(stacks: readonly StageStack[]): string {
  const rows = stacks.flatMap(rowsOf);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function rowsOf({ id, status, outputs }: StageStack): readonly (readonly string[])[] {
  const entries = Object.entries(outputs);
  if (entries.length === 0) return [[id, status]];
  return entries.map(([name, value], index) => (index === 0 ? [id, status, name, value] : ['', '', name, value]));
}

/** For programs: `{ "stage", "region", "stacks": { "data": { "status", "outputs": { … } } } }`. */
export function outputsJson(
  stacks: readonly StageStack[],
  { stage, region }: { stage: string; region: string },
): string {
  const byId = Object.fromEntries(stacks.map(({ id, status, outputs }) => [id, { status, outputs }]));
  return JSON.stringify({ stage, region, stacks: byId }, null, 2);
}

/** @returns what to say where a stage has no stacks */
export function nothingDeployed(stage: string, region: string): string {
  return (
    `Nothing of stage ${stage} is deployed in ${region}. Another region: AWS_REGION=… npm run outputs; ` +
    `to deploy: docs/deploy.md`
  );
}
