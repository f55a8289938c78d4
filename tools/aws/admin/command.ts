import { scheduleImportQuery } from '#contracts/http-admin.ts';
import { ADMIN_ROUTES } from '#contracts/http-api.ts';
import {
  FLAG,
  HELP,
  readArguments,
  refuseMore,
  stageOption,
  TEXT,
  textOption,
  UsageError,
  type Environment,
  type Given,
} from '../command-line.ts';

/** Where the admin routes are. */
export type Target =
  | {
      readonly kind: 'aws';
      readonly stage: string;
      /** The API's own address; null: the one that the Api stack names. */
      readonly url: string | null;
    }
  | { readonly kind: 'local'; readonly dataFolder: string };

/** What an operator wants done. */
export type AdminCommand =
  | { readonly name: 'help' }
  /** `path` with its query. */
  | { readonly name: 'post'; readonly path: string; readonly target: Target }
  /** Null only tells how it stands. */
  | { readonly name: 'sending'; readonly to: 'on' | 'off' | null; readonly stage: string }
  | { readonly name: 'url'; readonly target: Target };

const COMMANDS = ['references', 'schedule', 'sending', 'url'] as const;
const OPTIONS = { ...HELP, stage: TEXT, url: TEXT, local: FLAG, data: TEXT, from: TEXT, to: TEXT, date: TEXT };

/** @throws UsageError */
export function readAdminCommand(args: readonly string[], env: Environment): AdminCommand {
  const given = readArguments(args, OPTIONS);
  const [name, ...more] = given.positionals;
  if (given.values['help'] === true || name === undefined) return { name: 'help' };
  const command = COMMANDS.find((candidate) => candidate === name);
  if (command === undefined) {
    throw new UsageError(`${JSON.stringify(name)} is no command: ${COMMANDS.join(', ')}`);
  }
  if (command !== 'sending') refuseMore(more);
  if (command !== 'schedule') refuseOptions(given, ['from', 'to', 'date'], command);
  switch (command) {
    case 'references':
      return { name: 'post', path: ADMIN_ROUTES.references, target: readTarget(given, env) };
    case 'schedule':
      return { name: 'post', path: schedulePath(given), target: readTarget(given, env) };
    case 'sending':
      return readSending(given, more, env);
    case 'url':
      return { name: 'url', target: readTarget(given, env) };
  }
}

function readTarget(given: Given, env: Environment): Target {
  if (given.values['local'] === true) {
    refuseOptions(given, ['stage', 'url'], '--local');
    return { kind: 'local', dataFolder: textOption(given, 'data') ?? (env['AIRLINES_DATA'] || '.local') };
  }
  refuseOptions(given, ['data'], 'AWS; it goes with --local');
  return { kind: 'aws', stage: stageOption(given, env), url: apiUrl(textOption(given, 'url')) };
}

function apiUrl(text: string | null): string | null {
  if (text === null) return null;
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol) && url.search === '') return url.href.replace(/\/$/, '');
  throw new UsageError(`--url must be the API's own address (npm run outputs: ApiUrl), not ${JSON.stringify(text)}`);
}

function readSending(given: Given, more: readonly string[], env: Environment): AdminCommand {
  refuseOptions(given, ['local', 'data', 'url'], 'sending: the switch is a parameter in AWS');
  const [to = null, ...rest] = more;
  refuseMore(rest);
  if (to !== null && to !== 'on' && to !== 'off') {
    throw new UsageError(`sending takes on or off, or nothing to see how it stands, not ${JSON.stringify(to)}`);
  }
  return { name: 'sending', to, stage: stageOption(given, env) };
}

/** Checked by the contract that the function itself goes by. */
function schedulePath(given: Given): string {
  const [from, to, date] = [textOption(given, 'from'), textOption(given, 'to'), textOption(given, 'date')];
  const query = { origin: from ?? undefined, destination: to ?? undefined, date: date ?? undefined };
  const result = scheduleImportQuery.safeParse(query);
  if (result.success) return `${ADMIN_ROUTES.schedule}?${new URLSearchParams(result.data).toString()}`;
  const [issue] = result.error.issues;
  const names: Readonly<Record<string, string>> = { origin: 'from', destination: 'to', date: 'date' };
  const name = names[String(issue?.path[0])] ?? '';
  const isAbsent = textOption(given, name) === null;
  throw new UsageError(
    `--${name} ${isAbsent ? 'is missing: --from FRA --to JFK --date 2026-12-01' : (issue?.message ?? '')}`,
  );
}

function refuseOptions({ values }: Given, names: readonly string[], where: string): void {
  const name = names.find((candidate) => values[candidate] !== undefined);
  if (name !== undefined) throw new UsageError(`--${name} means nothing with ${where}`);
}
