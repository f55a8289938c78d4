/**
 * Size of each function as it is deployed, and the time from a fresh process to its handler and to its first answer: bundled
 * without and with the AWS SDK, beside a handler that loads nothing and the sources as they are. Times `cdk synth` too. Aims:
 * 700 kB zipped, 250 ms to the handler, 15 s for all stacks.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { START_ENVIRONMENT, trivialEvent } from './bundle/invalid-events.ts';
import { startHandler, type HandlerStart } from './bundle/start-handler.ts';
import { synthesiseBundles, type Bundle, type Synthesis } from './bundle/synthesise-bundles.ts';

const AIMS = { zippedKb: 700, readyMs: 250, synthSeconds: 15 } as const;
/** In it the bundles find the SDK that the runtime would bring. */
const root = fileURLToPath(new URL('..', import.meta.url));
const WITH_SDK = ['local=true', 'localEndpoint=http://127.0.0.1:4566'];
const emptyHandler = fileURLToPath(new URL('./bundle/empty-handler.mjs', import.meta.url));

/** What is started again and again, and each of its starts. */
interface Contestant {
  readonly label: string;
  readonly path: string;
  readonly event: unknown;
  readonly starts: HandlerStart[];
}

/** Options: `--starts 7`, of which the median counts; `--only websocket,http-api`. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { starts: { type: 'string', default: '7' }, only: { type: 'string', default: '' } },
  });
  const folder = await mkdtemp(join(root, '.local', 'bench-bundle-'));
  try {
    const lean = await synthesiseBundles(join(folder, 'lean'), []);
    const whole = await synthesiseBundles(join(folder, 'whole'), WITH_SDK);
    console.log(
      `cdk synth, all stacks: ${lean.seconds.toFixed(1)} s (aim ${AIMS.synthSeconds}); local ${whole.seconds.toFixed(1)} s`,
    );
    const wanted = values.only === '' ? null : values.only.split(',');
    const bundles = lean.bundles.filter(({ name }) => wanted?.includes(name) ?? true);
    printSizes(bundles, whole);
    await measureStarts(bundles, whole, Math.max(1, Math.min(50, Number(values.starts))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function printSizes(bundles: readonly Bundle[], whole: Synthesis): void {
  console.log(`zipped with the source map (aim ${AIMS.zippedKb} kB), and the code alone`);
  for (const { name, zippedBytes, codeBytes } of bundles) {
    const withSdk = whole.bundles.find((bundle) => bundle.name === name);
    const grown =
      withSdk === undefined
        ? ''
        : `; with the SDK ${kilobytes(withSdk.zippedBytes)}, code ${kilobytes(withSdk.codeBytes)}`;
    console.log(`  ${name.padEnd(22)} ${kilobytes(zippedBytes)}, code ${kilobytes(codeBytes)}${grown}`);
  }
}

/** In turn, so that what else the machine does meets all alike. */
async function measureStarts(bundles: readonly Bundle[], whole: Synthesis, starts: number): Promise<void> {
  const empty: Contestant = { label: 'nothing', path: emptyHandler, event: {}, starts: [] };
  const rows = bundles.map(({ name, module }) => {
    const contestant = (label: string, path: string | undefined): Contestant[] =>
      path === undefined ? [] : [{ label, path, event: trivialEvent(name), starts: [] }];
    const contestants = [
      ...contestant('bundled', module),
      ...contestant('with the SDK', whole.bundles.find((bundle) => bundle.name === name)?.module),
      ...contestant('sources', join(root, 'lambdas', name, 'handler.ts')),
    ];
    return { name, contestants };
  });
  for (let round = 0; round < starts; round += 1) {
    for (const { path, event, starts } of [empty, ...rows.flatMap(({ contestants }) => contestants)]) {
      starts.push(await startHandler({ path, event, env: START_ENVIRONMENT }));
    }
  }
  const nothing = median(empty, ({ readyMs }) => readyMs);
  console.log(
    `ms from the process to the handler (aim ${AIMS.readyMs}), the CPU of it, and to the first answer; median of ${starts}`,
  );
  console.log(`  ${'nothing to load'.padEnd(22)} ${figures(empty, nothing)}`);
  for (const { name, contestants } of rows) {
    for (const one of contestants) console.log(`  ${name.padEnd(22)} ${figures(one, nothing)}`);
  }
}

function figures(one: Contestant, nothing: number): string {
  const readyMs = median(one, (start) => start.readyMs);
  const whole = (value: number): string => value.toFixed(0).padStart(4);
  return (
    `${one.label.padEnd(13)} ${whole(readyMs)} ready (${(readyMs / nothing).toFixed(1)} x nothing), ` +
    `${whole(median(one, (start) => start.readyCpuMs))} CPU, ${whole(median(one, (start) => start.answeredMs))} answered: ` +
    (one.starts[0]?.outcome ?? '').slice(0, 60)
  );
}

function median({ starts }: Contestant, value: (start: HandlerStart) => number): number {
  return starts.map(value).toSorted((a, b) => a - b)[starts.length >> 1] ?? NaN;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0).padStart(5)} kB`;
}
