import type { Resource, Synthesised } from './synthesise.ts';

/** A metric that a template reads; what CloudFormation fills in is JSON text. */
export interface ReadMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** What of a dashboard tests look at. */
export interface Board {
  readonly widgets: readonly {
    readonly type: string;
    readonly y: number;
    readonly width: number;
    readonly properties: {
      readonly title?: string;
      readonly view?: string;
      readonly markdown?: string;
      readonly alarms?: readonly unknown[];
      readonly metrics?: readonly (readonly unknown[])[];
    };
  }[];
}

interface RawMetric {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The metrics of an alarm, those in expressions included. */
export function metricsIn(alarm: NonNullable<Resource['Properties']>): ReadMetric[] {
  const { Metrics: list } = alarm as { Metrics?: readonly { readonly MetricStat?: { readonly Metric: RawMetric } }[] };
  const raw = list === undefined ? [alarm as RawMetric] : list.flatMap(({ MetricStat: stat }) => stat?.Metric ?? []);
  return raw.map(({ Namespace: namespace = '', MetricName: name = '', Dimensions: dimensions = [] }) => ({
    ...{ namespace, name },
    dimensions: Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, textOf(Value)])),
  }));
}

/** The dashboard, with `token` where CloudFormation fills something in. */
export function dashboardOf({ resources }: Synthesised): Board {
  const [[, { Properties: properties }] = ['', { Type: '' } as Resource]] = resources(
    'Observability',
    'AWS::CloudWatch::Dashboard',
  );
  const body = properties?.['DashboardBody'] as string | { readonly 'Fn::Join': readonly [string, readonly unknown[]] };
  const parts = typeof body === 'string' ? [body] : body['Fn::Join'][1];
  return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : 'token')).join('')) as Board;
}

/** The metrics of all graphs. `["Namespace","Name","Dimension","value",…,{}]`, where `.` repeats the line before. */
export function metricsOnBoard({ widgets }: Board): ReadMetric[] {
  return widgets.flatMap(({ properties: { metrics = [] } }) =>
    metrics.map((line) => {
      const [namespace = '', name = '', ...rest] = line.filter((part) => typeof part === 'string');
      const pairs = rest.flatMap((value, index) => (index % 2 === 0 ? [[value, rest[index + 1] ?? ''] as const] : []));
      return { namespace, name, dimensions: Object.fromEntries(pairs) };
    }),
  );
}
