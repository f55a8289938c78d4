import { areaHolds, tileArea, tileAt } from '#domain/level-tiles.ts';
import type { Level } from '#domain/position.ts';
import { contradictionMps } from '../tracks/contradiction.ts';
import type { FleetAircraft } from '../tracks/fleet.ts';
import { movedRow } from '../tracks/aircraft-json.ts';
import { decodeFrame, createFrameLine } from './frame-line.ts';
import { createProducerLine } from './producer-line.ts';
import type { Picture, Rival } from './rivals.ts';
import { snapshotBytes } from './snapshot-bytes.ts';
import { createLateViewer, type ErrorSamples } from './viewer-errors.ts';
import { ARRIVAL_MS, SCREENS, VIEWED_BOXES, viewedSky, type ViewedAircraft } from './viewed-sky.ts';

/** Seconds of latency beside the wait for the next frame or poll. */
export const LATENCIES_S = [0, 0.5, 1, 2] as const;

/** What one viewer got in {@link MeasureOptions.seconds}, and how wrong it was. */
export interface LevelResult {
  readonly level: Level;
  readonly aircraft: number;
  /** As sent, of an aircraft and second. */
  readonly bytes: number;
  readonly messages: number;
  readonly rowsOfFixes: number;
  readonly textBytes: number;
  readonly snapshot: number;
  /** Bytes of an aircraft and second of those that send whole pictures. */
  readonly rivals: readonly { readonly name: string; readonly bytes: number }[];
  /** By latency. */
  readonly errors: readonly ErrorSamples[];
}

export interface MeasureOptions {
  readonly aircraft: number;
  readonly level: Level;
  readonly seconds: number;
  readonly rivals: readonly Rival[];
}

/** After all have appeared, two keepalives of the world go by before anything is counted. */
const WARM_UP_S = ARRIVAL_MS / 1000 + 120;
const PUBLISHED = { feed: 'readsb', kind: 'live', level: 'world', state: 'seen' } as const;
/** Further apart than this, one of place and velocity is wrong: so much changes in no 10 s, the step of the recording. */
const CONTRADICTION_MPS = 100;
/** A keepalive at the fine level. */
const LOOKED_BACK_MS = 15_000;
/** Pictures are weighed at every so many seconds. */
const WEIGH_EVERY_S = 30;
/** Of a WebSocket frame from the server: 2 bytes, and 2 or 8 more for its length. */
const headBytes = (length: number): number => (length < 126 ? 2 : length < 65_536 ? 4 : 10);

/** Plays a sky through producer and frames to one viewer for each latency. */
export async function measureLevel({ aircraft, level, seconds, rivals }: MeasureOptions): Promise<LevelResult> {
  const sky = await viewedSky(aircraft, level);
  const isSound = createSoundness();
  const [producer, frames] = [createProducerLine(), createFrameLine({ level, bbox: VIEWED_BOXES[level] })];
  const [area, screen] = [tileArea(VIEWED_BOXES[level], level), tileArea(SCREENS[level], level)];
  const viewers = LATENCIES_S.map((latencyS) => createLateViewer(latencyS * 1000));
  const weights = rivals.map(({ name, everyS }) => ({ name, everyS, bytes: 0, aircraft: 0 }));
  const sum = { bytes: 0, messages: 0, rows: 0, fixes: 0, text: 0, snapshot: 0, snapshots: 0 };

  for (let second = 0; second < WARM_UP_S + seconds; second++) {
    const atMs = sky.startsAtMs + second * 1000;
    const isCounted = second >= WARM_UP_S;
    const whole = sky.pictureAt(atMs);
    const picture = whole.filter(({ fix }) => areaHolds(area, tileAt(level, fix)));
    const records = producer.take(
      atMs,
      whole.map(({ fix }) => fix),
    );
    const messages = await frames.take(atMs, records);
    for (const text of messages) {
      const { rows, removed, identity } = decodeFrame(text);
      for (const viewer of viewers)
        viewer.sent(
          atMs,
          rows,
          removed.map(({ icao24 }) => icao24),
        );
      if (!isCounted) continue;
      sum.bytes += text.length + headBytes(text.length);
      sum.messages += 1;
      sum.rows += rows.length;
      sum.text += identity.length === 0 ? 0 : text.indexOf('"tiles"') - text.indexOf('"identity"');
    }
    for (const viewer of viewers) viewer.pictured(atMs, picture);
    if (!isCounted) continue;
    sum.fixes += picture.length;
    const compared = picture.map(({ aircraft: one }) => ({ aircraft: one, isSound: isSound(one, atMs) }));
    for (const viewer of viewers) viewer.compare(atMs, compared);
    if (second % WEIGH_EVERY_S === 0) {
      const pictured = pictureOf(atMs, level, picture);
      for (const [index, rival] of rivals.entries()) await weigh(rival, pictured, weights[index]);
      sum.snapshot += await snapshotBytes(pictured, screen);
      sum.snapshots += pictured.positions.filter((position) => areaHolds(screen, tileAt(level, position))).length;
    }
  }
  return {
    ...{ level, aircraft, errors: viewers.map(({ errors }) => errors) },
    bytes: sum.bytes / sum.fixes,
    messages: sum.messages / seconds,
    rowsOfFixes: sum.rows / sum.fixes,
    textBytes: sum.text / sum.fixes,
    snapshot: sum.snapshot / sum.snapshots,
    rivals: weights.map(({ name, everyS, bytes, aircraft: weighed }) => ({ name, bytes: bytes / weighed / everyS })),
  };
}

/** Asked every second: whether an aircraft's place and velocity have agreed for as long as a viewer may look back. */
function createSoundness(): (one: FleetAircraft, atMs: number) => boolean {
  const contradictedAt = new WeakMap<FleetAircraft, number>();
  return (one, atMs) => {
    if (contradictionMps((ms) => one.at(ms), atMs) > CONTRADICTION_MPS) contradictedAt.set(one, atMs);
    return atMs - (contradictedAt.get(one) ?? -Infinity) > LOOKED_BACK_MS;
  };
}

async function weigh(
  rival: Rival,
  picture: Picture,
  weight: { bytes: number; aircraft: number } | undefined,
): Promise<void> {
  if (weight === undefined) return;
  weight.bytes += await rival.bytes(picture);
  weight.aircraft += picture.rows.length;
}

function pictureOf(atMs: number, level: Level, picture: readonly ViewedAircraft[]): Picture {
  return {
    ...{ atMs, level },
    rows: picture.map(({ aircraft, fix }) =>
      movedRow({
        ...aircraft,
        point: aircraft.at(fix.observedAtMs),
        ageMs: atMs - fix.observedAtMs,
        messages: Math.round((atMs - aircraft.beginsAtMs) / 500),
      }),
    ),
    positions: picture.map(({ fix }) => ({ ...fix, ...PUBLISHED, receivedAtMs: atMs })),
  };
}
