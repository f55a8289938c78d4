import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from '../../../../services/position-producer/config.ts';
import type { SourceTools } from '../../../../services/position-producer/position-source.ts';
import { SOURCES } from '../../../../services/position-producer/sources/registry.ts';

import { createManualTime } from '../../../fakes/manual-time.ts';
import { createRecordingLogger } from '../../../fakes/recording-logger.ts';

const folder = new URL('../../../../services/position-producer/sources/', import.meta.url);

test('every file that defines a source is listed, under its own name', () => {
  const defining = readdirSync(folder).filter((file) =>
    readFileSync(new URL(file, folder), 'utf8').includes(': SourceDefinition = {'),
  );
  expect(SOURCES.map((source) => `${source.name}.ts`).sort()).toEqual(defining.sort());
});

test('an option that several sources have means the same variable everywhere', () => {
  const variables = new Map<string, string>();
  for (const { name, env } of SOURCES.flatMap((source) => source.flags)) {
    expect(variables.get(name) ?? env).toBe(env);
    variables.set(name, env);
  }
});

test('no feed of others is read unless it is asked for by name', () => {
  expect(readConfig([], {})?.sources.map(({ name }) => name)).toEqual(['simulator']);
});

test('feeds of others name whose they are and their terms; of what is ours there are none to name', () => {
  const { clock, sleep } = createManualTime();
  const tools: SourceTools = { clock, sleep, random: () => 0.5, log: createRecordingLogger() };
  const settings = { url: 'http://127.0.0.1/aircraft.json', file: 'tracks.json', 'sbs-host': '127.0.0.1' };
  const sources = SOURCES.map((definition) => definition.create(settings, tools));
  const named = sources.filter(({ attribution, licence }) => attribution !== null && licence !== null);
  expect(named.map(({ feed }) => feed)).toEqual(['adsblol', 'opensky']);
  expect(sources.filter(({ licence }) => licence !== null)).toEqual(named);
  for (const { licence } of named) expect(licence?.url).toMatch(/^https:/);
});
