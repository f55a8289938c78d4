import type { RuntimeFile } from './runtime-file.ts';
import type { Origin } from './services-plan.ts';
import type { StartOptions } from './options.ts';

export interface BannerFacts {
  readonly runtime: RuntimeFile;
  readonly origins: { readonly mongodb: Origin; readonly kafka: Origin };
  readonly options: StartOptions;
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
export function banner({ runtime, origins, options }: BannerFacts): string {
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
    ...simulation(options),
    '',
  ].join('\n');
}

function describeFeed(source: string, options: StartOptions): string {
  if (source !== 'simulator') return source;
  const countries = options.countries.length === 0 ? '' : ` touching ${options.countries.join(', ')}`;
  return `simulator (${options.aircraft} flights${countries}, a position every ${options.intervalSeconds ?? 5} s)`;
}

function simulation({ sources }: StartOptions): string[] {
  if (!sources.includes('simulator')) return [];
  const all = sources.length === 1 ? 'All aircraft are SIMULATED' : 'The aircraft of the simulator are SIMULATED';
  return ['', `  ${all}: none of them flies. --source readsb shows the real sky.`];
}
