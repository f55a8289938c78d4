import * as z from 'zod';
import { DATA_SOURCES } from '#domain/schedules/data-source.ts';
import { instantMs } from './http-api.ts';

/** What a run loads. */
export const ETL_KINDS = ['references', 'schedules', 'status'] as const;
export type EtlKind = (typeof ETL_KINDS)[number];

/**
 * `complete`: all that could be loaded was stored; `incomplete`: it stopped at its time limit or at the quota, and the next
 * run goes on from there; `failed`: it gave up, the old data is whole.
 */
export const ETL_STATES = ['running', 'complete', 'incomplete', 'failed'] as const;
export type EtlState = (typeof ETL_STATES)[number];

const count = (description: string) => z.int().min(0).meta({ description });

/** One run of an ETL: what it did so far, and in the end. */
export const etlRunSchema = z
  .object({
    id: z.string(),
    kind: z.enum(ETL_KINDS),
    source: z.enum(DATA_SOURCES).meta({ description: '`sample`: from the built-in stand-in of the Lufthansa API.' }),
    trigger: z.enum(['schedule', 'command', 'admin', 'start']),
    state: z.enum(ETL_STATES),
    startedAtMs: instantMs('When it began.'),
    updatedAtMs: instantMs('When it last said something.'),
    finishedAtMs: z.int().nullable().meta({ description: 'Epoch ms; null while it runs.' }),
    seconds: z
      .number()
      .min(0)
      .default(0)
      .meta({ description: 'Time worked, over all parts of the run: pauses before it was gone on with do not count.' }),
    done: count('Parts done: pages of references, pairs of cities, windows of airports.'),
    total: count('Parts in all, as far as known.'),
    calls: count('Calls of the API, those for a token and repeated ones included.'),
    received: count('Records in the answers: `stored` + `merged` + all of `rejected`.'),
    stored: count('Records that are in the database now.'),
    merged: count('Records that were doubles of another in the same run.'),
    changed: count('Of those stored, new or different from before.'),
    rejected: z
      .record(z.string(), z.int().min(0))
      .meta({ description: 'Records kept aside by reason; `npm run etl -- rejects` shows them.' }),
    vanished: count('Records marked because the source no longer has them.'),
    remaining: z.array(z.string()).meta({ description: 'What is left to do, at most 100 lines.' }),
    problem: z.string().nullable().meta({ description: 'Why it stopped or failed.' }),
  })
  .meta({ id: 'EtlRun', description: 'One run of an ETL.' });
export type EtlRun = z.infer<typeof etlRunSchema>;
