import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isJsonObject, type JsonObject } from '#contracts/read.ts';
import { watchSky } from '../load/sky/watch-sky.ts';

/** Written after the rows of a real receiver. */
function fixtureRows(): JsonObject[] {
  const text = readFileSync(new URL('../fixtures/feeds/moving-aircraft.json', import.meta.url), 'utf8');
  const picture: unknown = JSON.parse(text);
  const rows: unknown = isJsonObject(picture) ? picture['aircraft'] : null;
  return Array.isArray(rows) ? rows.filter(isJsonObject) : [];
}

it('a moving sky reaches every viewer, one frame at a time, and a page that goes on answering', async () => {
  const aircraft = 400;
  const rounds = await watchSky({ rows: fixtureRows(), aircraft, viewers: 10, rounds: 1, roundMs: 12_000 });
  for (const { crowd, page, undelivered } of rounds) {
    expect(crowd).toMatchObject({ viewers: 10, tooSoon: 0, dropped: 0, lost: 0 });
    expect(crowd.messages).toBeGreaterThanOrEqual(10);
    expect(page.held).toBeGreaterThanOrEqual(0.95 * aircraft);
    expect(page.errors).toEqual([]);
    expect(undelivered).toBe(0);
  }
}, 240_000);
