import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A command was called wrongly; the message says what would be right. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** What was given: an option without a value is true, one that is absent undefined. */
export interface Given {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

export const TEXT = { type: 'string' } as const;
export const FLAG = { type: 'boolean' } as const;
/** Every command says how it is called. */
export const HELP = { help: { ...FLAG, short: 'h' } } as const;

const DEFAULT_STAGE = 'dev';

/** @throws UsageError */
export function readArguments(args: readonly string[], options: NonNullable<ParseArgsConfig['options']>): Given {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
    const single = Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value.at(-1) : value]);
    return { values: Object.fromEntries(single) as Given['values'], positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** An option's text, null where it wasn't given. @throws UsageError for an empty one */
export function textOption({ values }: Given, name: string): string | null {
  const value = values[name];
  if (value === '') throw new UsageError(`--${name} needs a value`);
  return typeof value === 'string' ? value : null;
}

/** `--stage`, else AIRLINES_STAGE, as the CDK app takes it, else `dev`. @throws UsageError */
export function stageOption(given: Given, env: Environment): string {
  const stage = textOption(given, 'stage') ?? (env['AIRLINES_STAGE'] || DEFAULT_STAGE);
  if (/^[a-z][a-z0-9]*$/.test(stage)) return stage;
  throw new UsageError(`--stage must be a name such as dev, not ${JSON.stringify(stage)}`);
}

/** @throws UsageError naming what came too much */
export function refuseMore(positionals: readonly string[]): void {
  const [first] = positionals;
  if (first !== undefined) throw new UsageError(`${JSON.stringify(first)} is too much`);
}

/** What a shell answers for a command whose reader went away: 128 and the number of SIGPIPE. */
const UNREAD = 141;

/** Ends the process without a word where nobody reads its output any more, as in `npm run smoke -- URL | head`. */
export function endWhenUnread(output: NodeJS.EventEmitter, exit: (code: number) => void): void {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    exit(UNREAD);
  });
}

/**
 * Runs a command and ends the process: with its exit code, with 2 where it was called wrongly, with 1 and the reason where
 * it failed. It doesn't wait for connections that are still open.
 */
export async function endWith(command: () => Promise<number>, help: string): Promise<never> {
  endWhenUnread(process.stdout, (code) => process.exit(code));
  try {
    process.exit(await command());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (error instanceof UsageError) console.error(`\n${help}`);
    process.exit(error instanceof UsageError ? 2 : 1);
  }
}
