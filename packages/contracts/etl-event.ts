import * as z from 'zod';
import { ContractError } from './contract-error.ts';
import { localDate, placeCode } from './http-reference.ts';

/** Pairs and airports that one event may ask for. */
const MOST_PAIRS = 100;
const MOST_AIRPORTS = 50;

/** What starts an ETL function: a timer, an operator, `npm start` or `npm run etl`. */
const etlEvent = z.object({
  trigger: z.enum(['schedule', 'admin', 'start', 'command']).default('schedule'),
  /** Only goes on with a run that had to stop; does nothing where there is none. */
  resume: z.boolean().default(false),
  /** Of the run, where it begins anew; without it one is made. */
  runId: z.string().min(1).max(100).nullable().default(null),
});

const scheduleEtlEvent = etlEvent.extend({
  /** Fetches only these instead of the night's plan. */
  pairs: z
    .array(z.object({ from: placeCode, to: placeCode, date: localDate }))
    .min(1)
    .max(MOST_PAIRS)
    .nullable()
    .default(null),
});

const statusEtlEvent = etlEvent.extend({
  /** Only these instead of the configured ones. */
  airports: z.array(placeCode).min(1).max(MOST_AIRPORTS).nullable().default(null),
  /** 2: the four hours after those around now, too. */
  windows: z.union([z.literal(1), z.literal(2)]).default(1),
});

export type EtlEvent = z.infer<typeof etlEvent>;
export type ScheduleEtlEvent = z.infer<typeof scheduleEtlEvent>;
export type StatusEtlEvent = z.infer<typeof statusEtlEvent>;

/** Events as they are sent; what is absent has its default. @throws ContractError naming the field */
export const parseEtlEvent = (event: unknown): EtlEvent => parse(etlEvent, event);
export const parseScheduleEtlEvent = (event: unknown): ScheduleEtlEvent => parse(scheduleEtlEvent, event);
export const parseStatusEtlEvent = (event: unknown): StatusEtlEvent => parse(statusEtlEvent, event);

function parse<T>(schema: z.ZodType<T>, event: unknown): T {
  const parsed = schema.safeParse(event ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new ContractError('event_invalid', field, `${field || 'the event'}: ${issue?.message ?? 'is malformed'}`);
}
