/** A stack as CloudFormation has it. */
export interface FoundStack {
  /** `airlines-dev-data` */
  readonly name: string;
  /** `CREATE_COMPLETE` … */
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** A stack of one stage. */
export interface StageStack {
  /** `data` */
  readonly id: string;
  readonly status: string;
  /** Those that are for people and programs, by name. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** All stacks of an account and region that aren't deleted. */
export type ListStacks = () => Promise<readonly FoundStack[]>;

/** In the order in which they are deployed. */
const ORDER = ['network', 'data', 'kafka', 'schema', 'etl', 'live', 'api', 'stream', 'site', 'observability'];
/** What the CDK names values that one stack hands to another. */
const EXPORT = /^ExportsOutput/;

export const stackPrefix = (stage: string): string => `airlines-${stage}-`;

/** Those of a stage, in the order in which they are deployed. */
export function stageStacks(found: readonly FoundStack[], stage: string): readonly StageStack[] {
  const prefix = stackPrefix(stage);
  const position = (id: string): number => (ORDER.includes(id) ? ORDER.indexOf(id) : ORDER.length);
  return found
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ name, status, outputs }) => ({ id: name.slice(prefix.length), status, outputs: withoutExports(outputs) }))
    .sort((a, b) => position(a.id) - position(b.id) || a.id.localeCompare(b.id));
}

function withoutExports(outputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const shown = Object.entries(outputs).filter(([name]) => !EXPORT.test(name));
  return Object.fromEntries(shown.sort(([a], [b]) => a.localeCompare(b)));
}

/** An output by its name, whichever stack has it; null where it isn't deployed. */
export function outputNamed(stacks: readonly StageStack[], name: string): string | null {
  for (const { outputs } of stacks) {
    const value = outputs[name];
    if (value !== undefined) return value;
  }
  return null;
}
