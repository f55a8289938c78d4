import { encodePositionFrames } from '#contracts/live-frame.ts';
import { encodeIdentityFrames, encodeRemovedFrames } from '#contracts/live-messages.ts';
import type { MskEvent } from '#contracts/msk-event.ts';
import { LEVELS, type Level, type Position } from '#domain/position.ts';
import { createPicture, type BoxChanges, type Picture, type Place } from './picture.ts';
import { readBatch } from './read-batch.ts';
import { createRecentAircraft, type RecentAircraft } from './recent-aircraft.ts';
import type { Viewer, ViewerList } from './viewer-list.ts';

/** The same messages for some connections. */
export interface Delivery {
  readonly connectionIds: readonly string[];
  readonly messages: readonly string[];
}

export interface DeliveryCounts {
  readonly sent: number;
  readonly gone: readonly string[];
  readonly throttled: number;
  readonly failed: number;
  readonly late: number;
}

export interface BroadcastOptions {
  readonly viewers: ViewerList;
  /** Port: posts until done or `deadlineMs`; asks for deliveries one at a time. */
  readonly send: (deliveries: Iterable<Delivery>, deadlineMs: number) => Promise<DeliveryCounts>;
  /** Port: whether anything is to be sent at all; never rejects. @default always */
  readonly isSendingOn?: () => Promise<boolean>;
  /** Port: forgets connections that are gone. */
  readonly removeConnections: (connectionIds: readonly string[]) => Promise<void>;
  readonly clock: () => number;
  readonly logger: { warn(message: string, fields: Readonly<Record<string, unknown>>): void };
  /** Time of one invocation; what isn't sent by then is given up, since the next frames come soon. @default 5000 */
  readonly budgetMs?: number;
}

/** `received` = shown to whoever looks + `skipped` + `rejected`; the rest counts messages. */
export interface BroadcastStats extends Omit<DeliveryCounts, 'gone'> {
  readonly received: number;
  readonly skipped: number;
  readonly rejected: number;
  readonly viewers: number;
  /** Different subscriptions, each encoded once. */
  readonly boxes: number;
  readonly gone: number;
  /** Sending was switched off: all of `received` was skipped. */
  readonly isOff: boolean;
}

const alwaysOn = (): Promise<boolean> => Promise.resolve(true);
const NOTHING_SENT = { sent: 0, throttled: 0, failed: 0, late: 0, gone: 0 };

/** The whole sky is some 15,000 aircraft at a time; a container may see all of them. */
const REMEMBERED_AIRCRAFT = 50_000;

/**
 * Sends each viewer what a batch changed in its box. What aircraft did before is remembered in the container only to
 * send less: frames are absolute, and parallel containers share nothing.
 */
export function createBroadcast(options: BroadcastOptions): (event: MskEvent) => Promise<BroadcastStats> {
  const { viewers, send, removeConnections, clock, logger, budgetMs = 5000, isSendingOn = alwaysOn } = options;
  const memory = createMemory();
  let invocations = 0;

  const forget = async (gone: readonly string[]): Promise<void> => {
    if (gone.length === 0) return;
    viewers.drop(gone);
    try {
      await removeConnections(gone);
    } catch (error) {
      // They stay listed and answer 410 again at the next batch.
      logger.warn('gone connections could not be removed', { error, gone: gone.length });
    }
  };

  return async (event) => {
    if (!(await isSendingOn())) return skipAll(event);
    const startedAtMs = clock();
    const batch = readBatch(event, startedAtMs);
    const watching = rotate(await viewers.current(), (invocations += 1));
    const groups = groupBySubscription(watching);
    const pictures = createPictures(batch.positions, groups, memory);
    const counts = await send(encodeGroups(groups, pictures, clock), startedAtMs + budgetMs);
    remember(pictures, memory);
    await forget(counts.gone);
    return {
      received: batch.received,
      skipped: batch.skipped,
      rejected: batch.rejected,
      viewers: watching.length,
      boxes: groups.length,
      ...counts,
      gone: counts.gone.length,
      isOff: false,
    };
  };
}

/** Not even looked at: who comes back later gets what is new then. */
function skipAll({ records }: MskEvent): BroadcastStats {
  const received = Object.values(records).reduce((sum, { length }) => sum + length, 0);
  return { received, skipped: received, rejected: 0, viewers: 0, boxes: 0, ...NOTHING_SENT, isOff: true };
}

interface Memory {
  readonly places: Readonly<Record<Level, RecentAircraft<Place>>>;
  readonly texts: RecentAircraft<string>;
}

function createMemory(): Memory {
  const places = (): RecentAircraft<Place> => createRecentAircraft(REMEMBERED_AIRCRAFT);
  return {
    places: { world: places(), regional: places(), fine: places() },
    texts: createRecentAircraft(REMEMBERED_AIRCRAFT),
  };
}

type Pictures = ReadonlyMap<Level, Picture>;

function createPictures(positions: readonly Position[], groups: readonly Group[], memory: Memory): Pictures {
  const hasNewText = (position: Position): boolean => memory.texts.get(position.icao24) !== textOf(position);
  const watched = LEVELS.filter((level) => groups.some((group) => group.level === level));
  return new Map(
    watched.map((level) => [level, createPicture({ positions, level, places: memory.places[level], hasNewText })]),
  );
}

/** Only after sending: a batch that failed comes again and must be sent whole. */
function remember(pictures: Pictures, memory: Memory): void {
  for (const [level, { positions }] of pictures) {
    for (const position of positions) {
      const { icao24, lat, lon, observedAtMs, state } = position;
      memory.places[level].set(icao24, { lat, lon, observedAtMs, state });
      memory.texts.set(icao24, textOf(position));
    }
  }
}

/** All that an `identity` message says of an aircraft, to be compared. */
function textOf(position: Position): string {
  const { callsign, registration, typeCode, flightNumber, origin, destination, squawk, feed } = position;
  return JSON.stringify([callsign, registration, typeCode, flightNumber, origin, destination, squawk, feed]);
}

interface Group extends Pick<Viewer, 'bbox' | 'level'> {
  readonly connectionIds: string[];
}

/** Viewers with the same box and level get the same frames. */
function groupBySubscription(viewers: readonly Viewer[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { connectionId, bbox, level } of viewers) {
    const key = `${level} ${bbox.join(' ')}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { bbox, level, connectionIds: [connectionId] });
    else group.connectionIds.push(connectionId);
  }
  return [...groups.values()];
}

/** Encodes one group after the other, as the posts get to it, so that only some are in memory at a time. */
function* encodeGroups(groups: readonly Group[], pictures: Pictures, clock: () => number): Generator<Delivery, void> {
  for (const { bbox, level, connectionIds } of groups) {
    const picture = pictures.get(level);
    if (picture === undefined) continue;
    const messages = encodeChanges(picture.changesIn(bbox), level, clock());
    if (messages.length > 0) yield { connectionIds, messages };
  }
}

/** Text first, so that no aircraft is shown without its name. */
function encodeChanges({ introduced, shown, removed }: BoxChanges, level: Level, atMs: number): string[] {
  return [
    ...encodeIdentityFrames(introduced),
    ...encodePositionFrames(shown, atMs, level),
    ...encodeRemovedFrames(removed.map(({ icao24 }) => ({ icao24, reason: 'expired' as const }))),
  ];
}

/** Begins with another viewer each time, so that it isn't always the same ones whose frames come too late. */
function rotate<T>(items: readonly T[], turn: number): readonly T[] {
  const start = items.length === 0 ? 0 : (turn * 97) % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
