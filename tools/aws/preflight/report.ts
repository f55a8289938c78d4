import type { Finding } from './finding.ts';
import type { Checked } from './run-checks.ts';

const WIDTH = 22;

/** A line for each finding, and below it what to do. */
export function reportLines(checked: readonly Checked[]): readonly string[] {
  return checked.flatMap(({ name, findings }) => findings.flatMap((finding) => linesOf(name, finding)));
}

function linesOf(name: string, { level, text, remedies }: Finding): string[] {
  const head = `${level.padEnd(8)} ${name.padEnd(WIDTH)} ${text}`;
  return [head, ...remedies.map((remedy) => `${' '.repeat(9 + WIDTH)} → ${remedy}`)];
}

/** How the whole stands, and whether something stops a deployment. */
export function summaryOf(checked: readonly Checked[]): { readonly text: string; readonly isBlocked: boolean } {
  const levels = checked.flatMap(({ findings }) => findings.map(({ level }) => level));
  const count = (level: Finding['level']): number => levels.filter((one) => one === level).length;
  const counts = `${count('ok')} ok, ${count('warning')} warnings, ${count('missing')} missing`;
  const isBlocked = count('missing') > 0;
  const next = isBlocked ? 'do what stands behind the arrows, then run it again' : 'nothing stops a deployment';
  return { text: `${counts}: ${next}. Nothing was created or changed.`, isBlocked };
}
