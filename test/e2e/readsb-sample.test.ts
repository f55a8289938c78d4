import { describe, expect, it } from 'vitest';
import { decodeColumnSnapshot } from '#contracts/column-snapshot.ts';
import { snapshotSchema } from '#contracts/http-positions.ts';
import { statusSchema, type Feed } from '#contracts/http-status.ts';
import { COLUMNS_MEDIA_TYPE, ENV } from '#contracts/names.ts';
import { addressToNumber } from '#domain/address.ts';
import { expectedOutcome, readReadsbSample, type SampleRow } from '../fixtures/readsb-sample.ts';
import { hasSharedData } from '../shared-data.ts';
import { startAirlines, type AirlinesServer } from './airlines-server.ts';
import { openPage, startBrowser } from './browser.ts';

const ARRIVE_MS = 60_000;
/** Both servers start from nothing. */
const TEST_MS = 360_000;

async function startWith(sample: string, privacyFilter: 'on' | 'off'): Promise<AirlinesServer> {
  const env = { [ENV.readsbUrl]: sample, [ENV.privacyFilter]: privacyFilter };
  return startAirlines({ args: ['--source', 'readsb'], env });
}

async function get(server: AirlinesServer, path: string, accept = 'application/json'): Promise<unknown> {
  const response = await fetch(server.url + path, { headers: { Accept: accept } });
  return response.json();
}

async function listedAddresses(server: AirlinesServer): Promise<string[]> {
  const snapshot = snapshotSchema.parse(await get(server, '/api/positions'));
  expect(snapshot.kinds).toEqual(['replay']);
  return snapshot.positions.map(({ icao24 }) => icao24).toSorted();
}

async function feedOf(server: AirlinesServer): Promise<Feed | undefined> {
  return statusSchema.parse(await get(server, '/api/status')).feeds.find(({ feed }) => feed === 'readsb');
}

/** Compares what the APIs tell with what the rules let through. */
async function expectInApis(server: AirlinesServer, privacyFilter: boolean): Promise<readonly string[]> {
  const sample = readReadsbSample();
  const { accepted, rejected } = expectedOutcome(sample.aircraft, privacyFilter);
  await expect.poll(() => listedAddresses(server), { timeout: ARRIVE_MS }).toEqual(accepted);
  const columns = decodeColumnSnapshot(await get(server, '/api/positions', COLUMNS_MEDIA_TYPE));
  expect(columns.rows.map(({ address }) => address).toSorted()).toEqual(accepted.map(addressToNumber).toSorted());
  expect(columns.identity.map(({ icao24 }) => icao24).toSorted()).toEqual(accepted);
  const counts = { received: sample.aircraft.length, accepted: accepted.length, rejected };
  const feed = await feedOf(server);
  expect(feed).toMatchObject({ kind: 'replay', capturedAtMs: sample.capturedAtMs, clockSuspect: false, counts });
  expect(feed?.counts.rejected).toEqual(rejected);
  return accepted;
}

function isVehicle({ category }: SampleRow): boolean {
  return category?.startsWith('C') === true;
}

async function expectOnMap(server: AirlinesServer, accepted: readonly string[]): Promise<void> {
  const browser = await startBrowser();
  try {
    const { page, errors } = await openPage(browser, server.url);
    await page.goto(`${server.url}/?lat=20&lon=10&z=0`);
    // Surface vehicles and obstacles are for those who look closely.
    const vehicles = new Set(
      readReadsbSample()
        .aircraft.filter(isVehicle)
        .map(({ hex }) => hex),
    );
    const inWorld = accepted.filter((icao24) => !vehicles.has(icao24));
    expect(inWorld.length).toBeLessThan(accepted.length);
    const held = () => page.evaluate(() => (window.airlines?.addresses() ?? []).sort());
    await expect.poll(held, { timeout: ARRIVE_MS }).toEqual(inWorld);
    const recordedAt = new Date(readReadsbSample().capturedAtMs).toISOString().slice(11, 16);
    const banner = page.getByTestId('banner-replay');
    const text = async () => (await banner.textContent())?.replaceAll('\u00a0', ' ');
    await expect.poll(text, { timeout: ARRIVE_MS }).toContain(`${recordedAt} UTC`);
    expect(errors).toEqual([]);
  } finally {
    await browser.close();
  }
}

describe.skipIf(!hasSharedData)('the captured picture of the whole sky, played by npm start', () => {
  it(
    'is in the APIs and on the map as the rules say: every aircraft accepted, every other row with its reason',
    async () => {
      const server = await startWith(readReadsbSample().path, 'on');
      try {
        await expectOnMap(server, await expectInApis(server, true));
      } finally {
        await server.stop();
      }
    },
    TEST_MS,
  );

  it(
    'has the aircraft that ask for privacy too where the filter is off',
    async () => {
      const server = await startWith(readReadsbSample().path, 'off');
      try {
        const accepted = await expectInApis(server, false);
        expect(accepted.length).toBeGreaterThan(expectedOutcome(readReadsbSample().aircraft, true).accepted.length);
      } finally {
        await server.stop();
      }
    },
    TEST_MS,
  );
});
