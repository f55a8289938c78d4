import type { RuntimeFile } from './runtime-file.ts';
import type { Origin } from './services-plan.ts';
import type { StartOptions } from './options.ts';

export interface BannerFacts {
  readonly runtime: RuntimeFile;
  readonly origins: { readonly mongodb: Origin; readonly kafka: Origin };
  readonly options: StartOptions;
  /** Address or file that the readsb source reads. */
  readonly readsbUrl: string | undefined;
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

/** What runs, where, and whether what the map shows is real. */
export function banner({ runtime, origins, options, readsbUrl }: BannerFacts): string {
  const rows: [string, string][] = [
    ['web', runtime.web],
    ['websocket', runtime.websocket],
    ['mongodbUri', `${withoutPassword(runtime.mongodbUri)} (${ORIGINS[origins.mongodb]})`],
    ['kafkaBrokers', `${runtime.kafkaBrokers} (${ORIGINS[origins.kafka]})`],
    ['pid', String(runtime.pid)],
    ['data', options.dataFolder],
    ['feeds', options.sources.map((source) => describeFeed(source, options)).join(', ')],
  ];
  return [
    '',
    'Airlines',
    ...rows.map(([name, value]) => `  ${name.padEnd(14)}${value}`),
    ...unreal(options, readsbUrl),
    '',
  ].join('\n');
}

function describeFeed(source: string, options: StartOptions): string {
  if (source !== 'simulator') return source;
  const countries = options.countries.length === 0 ? '' : ` touching ${options.countries.join(', ')}`;
  return `simulator (${options.aircraft} flights${countries}, a position every ${options.intervalSeconds ?? 5} s)`;
}

/** What of the picture isn't the present sky. */
function unreal({ sources }: StartOptions, readsbUrl: string | undefined): string[] {
  const recorded = sources.filter((source) => source === 'replay' || (source === 'readsb' && isFile(readsbUrl)));
  const lines = [
    ...(sources.includes('simulator') ? ['Aircraft of the simulator are SIMULATED: none of them flies.'] : []),
    ...recorded.map((source) => `Aircraft of ${source} are a RECORDING: none of them is there now.`),
  ];
  return lines.length === 0 ? [] : ['', ...lines.map((line) => `  ${line}`)];
}

const isFile = (address: string | undefined): boolean => address !== undefined && !/^https?:/i.test(address);
