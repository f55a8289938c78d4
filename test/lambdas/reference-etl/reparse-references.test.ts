import { expect, test } from 'vitest';
import { runEtl, type EtlOutcome } from '#adapters/etl/run-etl.ts';
import type { RawReply } from '#adapters/lufthansa/lufthansa-api.ts';
import type { EtlRun } from '#contracts/etl-run.ts';
import { reparseReferences } from '../../../lambdas/reference-etl/reparse-references.ts';
import { createMemoryEtl } from '../../fakes/memory-etl.ts';
import { createMemoryReferences } from '../../fakes/memory-references.ts';

const etl = createMemoryEtl();

function countryPage(path: string, ...codes: readonly string[]): RawReply {
  const Country = codes.map((CountryCode) => ({ CountryCode, Names: {} }));
  const body = { CountryResource: { Countries: { Country }, Meta: { TotalCount: codes.length } } };
  return { path, status: 200, body: JSON.stringify(body) };
}

async function reparse(replies: readonly RawReply[], signal = new AbortController().signal) {
  const references = createMemoryReferences();
  const kept = {
    count: async () => replies.length,
    replies: async function* () {
      yield* replies;
    },
  };
  const request = {
    kind: 'references',
    source: 'sample',
    trigger: 'command',
    runId: 'run-1',
    resumeOnly: false,
  } as const;
  const outcome: EtlOutcome = await runEtl(etl, { ...request, anew: true, signal }, (context) =>
    reparseReferences({ ...references, kept }, context),
  );
  if (outcome.skipped !== false) throw new Error(outcome.skipped);
  return { run: outcome.run satisfies EtlRun, references };
}

test('pages and single records are parsed by the resource that their path names, of either API', async () => {
  const { run, references } = await reparse([
    countryPage('/mds-references/countries?limit=100&offset=1', 'DE', 'FR'),
    countryPage('/mds-references/countries/IT', 'IT'),
    countryPage('/references/countries?limit=20', 'AT'),
    countryPage('/operations/schedules/FRA/JFK/2026-12-01', 'XX'),
  ]);
  expect(references.keys('countries')).toEqual(['AT', 'DE', 'FR', 'IT']);
  expect(run).toMatchObject({ state: 'complete', received: 4, stored: 4, merged: 0, calls: 0, done: 4, total: 4 });
});

test('a record in two replies is stored once, a reply that can not be read is kept aside', async () => {
  const { run } = await reparse([
    countryPage('/mds-references/countries?limit=100&offset=1', 'DE', 'FR'),
    countryPage('/mds-references/countries?limit=50&offset=1', 'DE'),
    { path: '/mds-references/countries?limit=1&offset=9', status: 200, body: '<h1>Developer Over Rate</h1>' },
    { path: '/mds-references/airlines?limit=1&offset=9', status: 200, body: '{}' },
  ]);
  expect(run).toMatchObject({ received: 5, stored: 2, merged: 1, rejected: { json: 1, envelope: 1 } });
});

test('it stops when it is told to', async () => {
  const { run } = await reparse([countryPage('/mds-references/countries/DE', 'DE')], AbortSignal.abort());
  expect(run).toMatchObject({ state: 'incomplete', received: 0, problem: 'it was stopped' });
});
