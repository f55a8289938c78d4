import { createHash } from 'node:crypto';
import { Binary } from 'mongodb';
import { addressToNumber } from '#domain/address.ts';
import type { Position } from '#domain/position.ts';
import { hourOf, mergeTrackRows } from '#domain/track.ts';
import { cellOf, filterOf, levelFor } from './aircraft-cell.ts';
import { packRows, type PackedRows } from './packed-rows.ts';

/** Rows of one batch, one cell of aircraft and one hour of observation. */
export interface SegmentDocument extends PackedRows {
  /** Hash of the content: the same batch, delivered again, is the same document. */
  readonly _id: Binary;
  readonly cell: number;
  /** Newest observation in it; all others are of the same hour. */
  readonly newestMs: number;
  /** When the newest of its rows was received: retention and the order of compaction go by it. */
  readonly receivedAt: Date;
  /** Bloom filter of the aircraft in it. */
  readonly aircraft: Binary;
}

/** Rows of one aircraft. */
type Group = readonly Position[];

/** Cuts the positions of one batch and one kind into documents. */
export function toSegments(positions: readonly Position[]): SegmentDocument[] {
  const aircraft = groupByAircraft(positions);
  const level = levelFor(aircraft.size);
  const documents = new Map<string, Group[]>();
  for (const [icao24, rows] of aircraft) {
    const cell = cellOf(addressToNumber(icao24), level);
    for (const group of splitByHour(mergeTrackRows(rows))) {
      const key = `${hourOf(group[0]?.observedAtMs ?? 0)}/${cell}`;
      const groups = documents.get(key);
      if (groups === undefined) documents.set(key, [group]);
      else groups.push(group);
    }
  }
  return Array.from(documents, ([key, groups]) => toSegment(Number(key.slice(key.indexOf('/') + 1)), groups));
}

export function groupByAircraft(positions: readonly Position[]): Map<string, Position[]> {
  const groups = new Map<string, Position[]>();
  for (const position of positions) {
    const rows = groups.get(position.icao24);
    if (rows === undefined) groups.set(position.icao24, [position]);
    else rows.push(position);
  }
  return groups;
}

/** @param rows ascending by observation */
function splitByHour(rows: Group): Group[] {
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return [];
  if (hourOf(first.observedAtMs) === hourOf(last.observedAtMs)) return [rows];
  return [...Map.groupBy(rows, (row) => hourOf(row.observedAtMs)).values()];
}

function toSegment(cell: number, groups: readonly Group[]): SegmentDocument {
  const byAddress = groups
    .map((rows) => ({ rows, address: addressToNumber(rows[0]?.icao24 ?? '') }))
    .sort((a, b) => a.address - b.address);
  const packed = packRows(byAddress.map((group) => group.rows));
  let newestMs = 0;
  let receivedAtMs = 0;
  for (const rows of groups) {
    newestMs = Math.max(newestMs, rows.at(-1)?.observedAtMs ?? 0);
    for (const row of rows) receivedAtMs = Math.max(receivedAtMs, row.receivedAtMs);
  }
  return {
    _id: contentId(packed.pack),
    cell,
    newestMs,
    receivedAt: new Date(receivedAtMs),
    aircraft: new Binary(filterOf(byAddress.map((group) => group.address))),
    ...packed,
  };
}

const ID_BYTES = 16;

function contentId(pack: Binary): Binary {
  return new Binary(createHash('sha256').update(pack.value()).digest().subarray(0, ID_BYTES));
}
