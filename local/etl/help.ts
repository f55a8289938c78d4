import type { EtlCommandName } from './command-line.ts';

const WHERE = [
  '  --data DIR       folder of the npm start whose database is used, when MONGODB_URI is not set (.local)',
  '  --help           this text',
];

const CREDENTIALS = [
  'With LUFTHANSA_CLIENT_ID and LUFTHANSA_CLIENT_SECRET it calls the Lufthansa Open API, otherwise a stand-in with sample',
  'data; the two are never mixed in one database. LUFTHANSA_CALLS_PER_SECOND (5) and LUFTHANSA_CALLS_PER_HOUR (900) are',
  'limits for all programs that use the client id together.',
];

const EXITS =
  'Ends with 0 when all that could be loaded is stored, with 1 when something is left or failed, with 2 when called wrongly.';

const TEXTS: Readonly<Record<EtlCommandName, readonly string[]>> = {
  references: [
    'npm run etl -- references [--from-raw] [--data DIR]',
    '',
    'Loads countries, cities, airports, airlines and aircraft types. Goes on where a run stopped. Ctrl-C stops it at once;',
    'the next run then goes on from there.',
    '',
    '  --from-raw       parses the replies of the last 14 days again, without a call; a run that had stopped begins anew',
    ...WHERE,
    '',
    ...CREDENTIALS,
    '',
    EXITS,
  ],
  schedules: [
    'npm run etl -- schedules [--from FRA --to JFK --date 2026-12-01] [--data DIR]',
    '',
    "Loads the schedules of one route on one day, or those that the night's plan names: SCHEDULE_CITIES, SCHEDULE_PAIRS,",
    'SCHEDULE_HUB_ROUTES, SCHEDULE_DAYS_AHEAD.',
    '',
    '  --from CODE      airport or city of departure',
    '  --to CODE        airport or city of arrival',
    '  --date DAY       local date of departure',
    ...WHERE,
    '',
    ...CREDENTIALS,
    '',
    EXITS,
  ],
  status: [
    'npm run etl -- status [--airport FRA,MUC] [--data DIR]',
    '',
    'Loads how the flights of the hours around now do, departures and arrivals.',
    '',
    '  --airport CODES  of these airports; without it those of STATUS_AIRPORTS',
    ...WHERE,
    '',
    ...CREDENTIALS,
    '',
    EXITS,
  ],
  rejects: [
    'npm run etl -- rejects [--reason WORD] [--limit N] [--data DIR]',
    '',
    'Shows the records of the last 14 days that could not be stored: how many for which reason, and the newest of them.',
    '',
    '  --reason WORD    only those with this reason',
    '  --limit N        how many are shown (20)',
    ...WHERE,
  ],
};

const SUMMARIES: Readonly<Record<EtlCommandName, string>> = {
  references: 'loads countries, cities, airports, airlines and aircraft types',
  schedules: 'loads the schedules of a route on a day, or those of tonight',
  status: 'loads how the flights of the hours around now do',
  rejects: 'shows the records that could not be stored',
};

/** Text of `npm run etl -- [command] --help`. */
export function etlHelp(command: EtlCommandName | null): string {
  if (command !== null) return TEXTS[command].join('\n');
  const commands = Object.entries(SUMMARIES).map(([name, about]) => `  ${name.padEnd(12)}${about}`);
  return [
    'npm run etl -- COMMAND [options]',
    '',
    ...commands,
    '',
    'npm run etl -- COMMAND --help tells more.',
    '',
    ...CREDENTIALS,
    '',
    EXITS,
  ].join('\n');
}
