import { SIZES, type CostInput, type CostSettings, type CostSize } from './cost-input.ts';
import { formatUsd } from './cost-line.ts';
import { estimateMonthlyCost } from './estimate-monthly-cost.ts';
import { VIEWER_KINDS } from './measured.ts';
import { groupTotals } from './print-estimate.ts';
import { UNIT_PRICES } from './unit-prices.ts';
import { viewerHourByKind } from './viewer-hour.ts';

/** A change of one setting or of the load, to see what it costs or saves. */
interface Lever {
  readonly name: string;
  readonly change: (input: CostInput) => CostInput;
}

const setting =
  (settings: Partial<CostSettings>) =>
  (input: CostInput): CostInput => ({ ...input, settings: { ...input.settings, ...settings } });

const LEVERS: readonly Lever[] = [
  { name: '`kafka` serverless', change: setting({ kafka: { mode: 'serverless' } }) },
  { name: '`eventSources` on demand', change: setting({ eventSources: 'onDemand' }) },
  { name: '`eventSources` provisioned', change: setting({ eventSources: 'provisioned' }) },
  { name: '`fixedEgress`', change: setting({ fixedEgress: true }) },
  { name: '`broadcastEverySeconds` 2', change: setting({ broadcastEverySeconds: 2 }) },
  { name: '`broadcastEverySeconds` 5', change: setting({ broadcastEverySeconds: 5 }) },
  { name: '`broadcastEverySeconds` 10', change: setting({ broadcastEverySeconds: 10 }) },
  { name: '`producerTasks` 0', change: setting({ producerTasks: 0 }) },
  { name: 'viewers for 8 hours a day', change: (input) => ({ ...input, viewerHoursPerDay: 8 }) },
  { name: 'no viewers', change: (input) => ({ ...input, viewers: 0 }) },
];

/** The tables of docs/cost.md by the name of their place, in Markdown. */
export function costTables(): Readonly<Record<string, string>> {
  return {
    sizes: sizesTable(),
    levers: leversTable(),
    'viewer-hour': viewerHourTable(),
    ...Object.fromEntries(SIZES.map((size, index) => [`size-${index + 1}`, sizeTables(size)])),
    prices: pricesTable(),
  };
}

function sizesTable(): string {
  const estimates = SIZES.map((size) => estimateMonthlyCost(size));
  const totals = estimates.map((estimate) => new Map(groupTotals(estimate)));
  const groups = [...new Set(totals.flatMap((total) => [...total.keys()]))];
  const largest = totals.at(-1);
  const ordered = groups.toSorted((a, b) => (largest?.get(b) ?? 0) - (largest?.get(a) ?? 0));
  return table(
    ['a month', ...SIZES.map(({ name, stage }) => `${name} (\`${stage}\`)`)],
    [
      ...ordered.map((group) => [group, ...totals.map((total) => formatUsd(total.get(group) ?? 0))]),
      ['**together**', ...estimates.map(({ totalUsd }) => `**${formatUsd(totalUsd)}**`)],
      ['Atlas tier', ...estimates.map(({ database }) => database.tier)],
    ],
  );
}

function leversTable(): string {
  const rows = LEVERS.map(({ name, change }) => [
    name,
    ...SIZES.map((size) => {
      const difference = estimateMonthlyCost(change(size)).totalUsd - estimateMonthlyCost(size).totalUsd;
      if (Math.abs(difference) < 0.005) return '';
      return `${difference > 0 ? '+' : '-'}${formatUsd(Math.abs(difference))}`;
    }),
  ]);
  return table(['with', ...SIZES.map(({ name }) => name)], rows);
}

function viewerHourTable(): string {
  const rows = VIEWER_KINDS.map((kind) => [
    kind,
    ...SIZES.map((size) => `$${viewerHourByKind(kind, size).toFixed(4)}`),
  ]);
  return table(['who looks at', ...SIZES.map(({ aircraft }) => `${aircraft.toLocaleString('en-US')} aircraft`)], rows);
}

function sizeTables(size: CostSize): string {
  const { basis, lines, warnings } = estimateMonthlyCost(size);
  return [
    table(
      ['what', 'how much', 'how it comes about'],
      basis.map(({ name, value, formula }) => [name, value, formula]),
    ),
    table(
      ['line', 'a month', 'formula'],
      lines.map(({ group, name, usd, formula }) => [`${group}, ${name}`, formatUsd(usd), formula]),
    ),
    ...warnings.map((warning) => `- ${warning}`),
  ].join('\n\n');
}

function pricesTable(): string {
  const rows = Object.entries(UNIT_PRICES).map(([name, { usd, per, unit, region, certainty, source }]) => [
    name,
    `$${usd.toLocaleString('en-US', { maximumFractionDigits: 10 })}`,
    per === 1 ? unit : `${per.toLocaleString('en-US')} ${unit}`,
    region,
    certainty,
    source,
  ]);
  return table(['price', 'US dollars', 'for', 'region', 'certainty', 'source'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
