import { HELP, readArguments, refuseMore, TEXT, textOption, UsageError } from './aws/command-line.ts';

/** What `npm run dlq` was asked for. */
export type DeadLetterRequest =
  { readonly action: 'help' } | { readonly action: 'list'; readonly limit: number } | { readonly action: 'replay' };

export const DEAD_LETTER_HELP = `npm run dlq -- list [--limit 50]
npm run dlq -- replay

  list         shows the records that could not be read, the oldest first; at most --limit of them
  replay       puts them back into their topic, after the cause was cured

  Of the MongoDB of MONGODB_URI and the Kafka of KAFKA_BROKERS, else of the npm start that runs.`;

const DEFAULT_LIMIT = 50;

/** @throws UsageError */
export function readDeadLetterRequest(args: readonly string[]): DeadLetterRequest {
  const given = readArguments(args, { ...HELP, limit: TEXT });
  if (given.values['help'] === true) return { action: 'help' };
  const [action, ...more] = given.positionals;
  refuseMore(more);
  const text = textOption(given, 'limit');
  if (action === 'replay') {
    if (text !== null) throw new UsageError('--limit is for list only: replay puts all of them back');
    return { action };
  }
  if (action !== 'list') throw new UsageError('Say list or replay');
  const limit = Number(text ?? DEFAULT_LIMIT);
  if (Number.isInteger(limit) && limit > 0) return { action, limit };
  throw new UsageError(`--limit must be a whole number from 1, not ${JSON.stringify(text)}`);
}
