import * as z from 'zod';
import { DATA_SOURCES } from '#domain/schedules/data-source.ts';
import { etlRunSchema } from './etl-run.ts';
import { instantMs } from './http-api.ts';
import { positionKindSchema } from './http-positions.ts';

/** Share of the history's limit from which on the page warns. */
export const HISTORY_WARNING_SHARE = 0.8;

const optionalInstant = (description: string) =>
  z
    .int()
    .nullable()
    .meta({ description: `${description} Epoch ms.` });
const count = (description: string) => z.int().min(0).meta({ description });

const feedSchema = z
  .object({
    feed: z.string(),
    source: z.string().meta({ description: 'Which adapter reads it.' }),
    kind: positionKindSchema,
    health: z.enum(['ok', 'silent', 'failing', 'starting', 'lost']).meta({
      description: '`lost`: its producer has said nothing for 10 s.',
    }),
    reason: z.string().nullable().meta({ description: 'Why it is not `ok`.' }),
    reportedAtMs: instantMs('When its producer last spoke.'),
    lastGoodAtMs: optionalInstant('When the feed last delivered.'),
    newestObservedAtMs: optionalInstant(
      'Newest observation of it that can be right, also where another feed had a fresher one.',
    ),
    clockOffsetMs: z.number().nullable().meta({ description: "The feed's clock less ours, ms." }),
    clockSuspect: z.boolean().meta({ description: 'The offset is 5 s or more; never of a replay.' }),
    capturedAtMs: optionalInstant('Of a replay: when what it shows was recorded.'),
    intervalMs: z.number().meta({ description: 'How often it delivers, ms.' }),
    aircraft: count('Aircraft it holds.'),
    counts: z
      .object({
        received: count('Rows that came.'),
        accepted: count('Rows that passed the quality gate.'),
        rejected: z.record(z.string(), z.int().min(0)).meta({ description: 'Rows refused, by reason.' }),
        held: count('Rows that wait until another confirms or refutes them.'),
        thinned: count('Accepted rows so near to what is predicted that no record was needed.'),
        declared: count('Records published as `stale` or `removed`.'),
        acknowledged: count('Records that Kafka holds.'),
        failed: count('Records that Kafka refused.'),
        retried: count('Records sent again.'),
        superseded: count('Records dropped from a full buffer for a newer one of the same aircraft.'),
      })
      .meta({
        description: 'Since the producer started; `received` is `accepted` plus all of `rejected` plus `held`.',
      }),
    attribution: z.string().nullable().meta({ description: 'Whom to name beside the data.' }),
    licence: z
      .union([
        z.object({
          name: z.string().meta({ description: 'As it is called: `ODbL 1.0`.' }),
          url: z.string().meta({ description: 'Where it can be read; http or https.' }),
        }),
        z.null(),
      ])
      .meta({ description: "Terms of the data; null where there is none to name, as of one's own receiver." }),
    budget: z
      .union([
        z.object({
          unit: z.string().meta({ description: 'What is counted: `credits`.' }),
          limit: count('What may be used.'),
          used: count('What is used, by others of the same account too.'),
          remaining: count('What is left.'),
          resetsAtMs: optionalInstant('When all of it is there again.'),
        }),
        z.null(),
      ])
      .meta({ description: 'What the feed may be asked for; null where it may be asked at will.' }),
  })
  .meta({ id: 'Feed' });
export type Feed = z.infer<typeof feedSchema>;

const partitionSchema = z
  .object({
    topic: z.string(),
    partition: z.int().min(0),
    storedReceivedAtMs: instantMs('Receipt of the newest record stored.'),
    storedOffset: z.int().meta({ description: 'Offset of the last record stored.' }),
    acknowledgedOffset: z
      .int()
      .nullable()
      .meta({ description: 'Offset of the last record that a producer knows to be in the log.' }),
    behind: z.boolean().meta({ description: 'Something acknowledged is not stored yet.' }),
  })
  .meta({ id: 'Partition' });

const historySchema = z
  .object({
    usedMb: z.number().min(0).meta({ description: 'Size of the stored history on disk, with its indexes.' }),
    maxMb: z.number().min(0).meta({ description: 'Its limit; the oldest is dropped first.' }),
    percent: z.number().min(0),
    warning: z.boolean().meta({ description: 'From 80 % on.' }),
    droppedPositions: count('Dropped before their time because the history was over its limit.'),
    shedPositions: count('Never put into the history because the database was full.'),
    measuredAtMs: optionalInstant('When the size was measured.'),
  })
  .meta({ id: 'History' });

/** What is stored of schedules and reference data, and how the runs that load them do. */
const schedulesSchema = z
  .object({
    source: z
      .union([z.enum(DATA_SOURCES), z.null()])
      .meta({ description: 'Where all of it comes from; null before the first run.' }),
    sample: z.boolean().meta({ description: 'Sample data: none of it is real.' }),
    counts: z
      .object({
        countries: count('Countries.'),
        cities: count('Cities.'),
        airports: count('Airports, stations among them.'),
        airlines: count('Carriers.'),
        aircraftTypes: count('Types of aircraft.'),
        flights: count('Ways from an origin to a destination on a day.'),
      })
      .meta({ description: 'What is stored, as estimated by the database.' }),
    runs: z.array(etlRunSchema).meta({ description: 'The newest run of each kind.' }),
    quota: z
      .union([
        z.object({
          used: count('Calls in the last hour, those for a token included.'),
          limit: count('Calls allowed in an hour.'),
        }),
        z.null(),
      ])
      .meta({ description: 'Of the Lufthansa API; null before the first call.' }),
  })
  .meta({ id: 'Schedules' });
export type StatusOfSchedules = z.infer<typeof schedulesSchema>;

/** Answer of `GET /api/status`, with 200 or, where the newest position is too old, with 503. */
export const statusSchema = z
  .object({
    status: z.enum(['ok', 'stale', 'empty']).meta({
      description: '`stale`: the newest position is older than `newest.limitMs`; `empty`: there is none.',
    }),
    nowMs: instantMs('The clock of the server.'),
    newest: z.object({
      kind: positionKindSchema,
      observedAtMs: optionalInstant('Newest observation of the kind that is shown.'),
      ageMs: z.int().nullable(),
      limitMs: z.int().meta({ description: 'The age that is too old: 60 s, or four intervals of the feeds.' }),
    }),
    aircraft: z
      .object({ live: count('Real.'), replay: count('Replayed.'), simulated: count('Simulated.') })
      .meta({ description: 'Aircraft heard lately, by kind.' }),
    feeds: z.array(feedSchema),
    store: z.object({
      asOfMs: instantMs('All that was published before is stored.'),
      partitions: z.array(partitionSchema),
    }),
    history: z.union([historySchema, z.null()]).meta({ description: 'Null until it was measured once.' }),
    deadLetters: count('Records kept aside because they could not be read; `npm run dlq` shows them.'),
    schedules: schedulesSchema,
    versions: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Status', description: 'How Airlines does.' });
export type Status = z.infer<typeof statusSchema>;
