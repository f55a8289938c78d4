import type { RuntimeFile } from './runtime-file.ts';
import type { ScheduleOrigin } from './schedule-origin.ts';
import type { Origin } from './services-plan.ts';
import type { StartOptions } from './options.ts';

export interface BannerFacts {
  readonly runtime: RuntimeFile;
  readonly origins: { readonly mongodb: Origin; readonly kafka: Origin };
  readonly options: StartOptions;
  /** Address or file that the readsb source reads. */
  readonly readsbUrl: string | undefined;
  /** Where the admin token is kept; null where it was given. */
  readonly adminTokenFile: string | null;
  readonly scheduleOrigin: ScheduleOrigin;
  /** What the environment says of the data behind given credentials. */
  readonly dataSource: string | undefined;
}

const ORIGINS: Readonly<Record<Origin, string>> = {
  given: 'as given',
  docker: 'container',
  embedded: 'started here',
};

/** An address without its password. */
export function withoutPassword(uri: string): string {
  return uri.replace(/(\/\/[^/:@]*):[^@/]*@/, '$1:***@');
}

/** What runs, where, and whether what the page shows is real. */
export function banner(facts: BannerFacts): string {
  const { runtime, origins, options } = facts;
  const rows: [string, string][] = [
    ['web', runtime.web],
    ['websocket', runtime.websocket],
    ['mongodbUri', `${withoutPassword(runtime.mongodbUri)} (${ORIGINS[origins.mongodb]})`],
    ['kafkaBrokers', `${runtime.kafkaBrokers} (${ORIGINS[origins.kafka]})`],
    ['pid', String(runtime.pid)],
    ['data', options.dataFolder],
    ['adminToken', facts.adminTokenFile === null ? 'as given' : `in ${facts.adminTokenFile}`],
    ['feeds', options.sources.map((source) => describeFeed(source, options)).join(', ')],
  ];
  return ['', 'Airlines', ...rows.map(([name, value]) => `  ${name.padEnd(14)}${value}`), ...unreal(facts), ''].join(
    '\n',
  );
}

function describeFeed(source: string, options: StartOptions): string {
  if (source !== 'simulator') return source;
  const countries = options.countries.length === 0 ? '' : ` touching ${options.countries.join(', ')}`;
  return `simulator (${options.aircraft} flights${countries}, a position every ${options.intervalSeconds ?? 5} s)`;
}

/** What isn't the present sky, and what no real schedule. */
function unreal({ options: { sources }, readsbUrl, scheduleOrigin, dataSource }: BannerFacts): string[] {
  const recorded = sources.filter((source) => source === 'replay' || (source === 'readsb' && isFile(readsbUrl)));
  const lines = [
    ...(sources.includes('simulator') ? ['Aircraft of the simulator are SIMULATED: none of them flies.'] : []),
    ...recorded.map((source) => `Aircraft of ${source} are a RECORDING: none of them is there now.`),
    ...unrealSchedules(scheduleOrigin, dataSource),
  ];
  return lines.length === 0 ? [] : ['', ...lines.map((line) => `  ${line}`)];
}

const isFile = (address: string | undefined): boolean => address !== undefined && !/^https?:/i.test(address);

function unrealSchedules(origin: ScheduleOrigin, dataSource: string | undefined): string[] {
  if (origin === 'nowhere') {
    return [
      'Stored schedules are those of the Lufthansa API and are NOT RENEWED: there are no credentials for it',
      '(LUFTHANSA_CLIENT_ID, LUFTHANSA_CLIENT_SECRET), and samples are never mixed with them.',
    ];
  }
  if (origin === 'given' && dataSource !== 'sample') return [];
  return [
    'Schedules are SAMPLE DATA of the built-in stand-in for the Lufthansa API: none of these flights exists.',
    'With LUFTHANSA_CLIENT_ID and LUFTHANSA_CLIENT_SECRET they are real.',
  ];
}
