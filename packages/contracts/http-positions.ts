import * as z from 'zod';
import type { BoundingBox } from '#domain/geo.ts';
import { LEVELS, POSITION_KINDS, POSITION_SOURCES, POSITION_STATES } from '#domain/position.ts';
import { icao24Text, instantMs, refusedBy } from './http-api.ts';
import { parseTileName } from './level-tile.ts';
import { parseBox } from './live-messages.ts';

const DECIMAL = /^\s*[+-]?\d{1,6}(\.\d{1,15})?\s*$/;

const text = (description: string) => z.string().nullable().meta({ description });
const quantity = (description: string) => z.number().nullable().meta({ description });

export const positionKindSchema = z.enum(POSITION_KINDS).meta({
  id: 'PositionKind',
  description: '`live` is the real sky now, `replay` a recording of it, `simulated` invented. Never mixed unmarked.',
});

/** One position as JSON: SI units, absent values null. */
export const positionSchema = z
  .object({
    icao24: icao24Text,
    observedAtMs: instantMs('When the aircraft was there, on the clock of our producer.'),
    receivedAtMs: instantMs('When it reached us; for `stale` and `removed`, when it was declared so.'),
    lat: z.number().meta({ description: 'Degrees, WGS-84.' }),
    lon: z.number().meta({ description: 'Degrees, WGS-84.' }),
    altitudeM: quantity('Barometric altitude, metres above the 1013.25 hPa level.'),
    geoAltitudeM: quantity('Altitude above the WGS-84 ellipsoid, metres.'),
    onGround: z.boolean(),
    groundSpeedMps: quantity('Ground speed, m/s.'),
    trackDeg: quantity('Degrees clockwise from true north.'),
    verticalRateMps: quantity('m/s, positive when climbing.'),
    callsign: text('Flight identification as transmitted.'),
    registration: text('Registration mark.'),
    typeCode: text('ICAO type designator.'),
    flightNumber: text('Only where the aircraft itself states it.'),
    airline: text('ICAO code of the operator, only where stated.'),
    origin: text('IATA code, only where stated.'),
    destination: text('IATA code, only where stated.'),
    squawk: text('Mode A code, four octal digits.'),
    category: text('ADS-B emitter category.'),
    emergency: text('Emergency as transmitted; null is none.'),
    source: z.enum(POSITION_SOURCES).meta({ description: 'How the position was measured.' }),
    feed: z.string().meta({ description: 'Name of the feed that delivered it.' }),
    kind: positionKindSchema,
    level: z.enum(LEVELS).meta({ description: 'Coarsest level of detail that the record was published for.' }),
    state: z.enum(POSITION_STATES).meta({ description: '`seen`, or `stale` once the feeds lost the aircraft.' }),
  })
  .meta({ id: 'Position', description: 'One observation of one aircraft.' });

/** Query of `GET /api/positions`; `bbox` comes out as a box, `tile` as a tile, `simulated` as a boolean. */
export const positionsQuery = z
  .object({
    bbox: z
      .string()
      .transform((value, context) => refusedBy(value, context, parseBoxText))
      .optional()
      .meta({
        description: 'West, south, east, north in degrees; west > east crosses the antimeridian. The world without it.',
        param: { example: '-12,35,35,70' },
      }),
    tile: z
      .string()
      .transform((value, context) => refusedBy(value, context, parseTileName))
      .optional()
      .meta({
        description:
          'One tile of a level of detail, `level/number`, instead of a box: as tiles are numbered for the WebSocket. It holds ' +
          'the aircraft that were last heard in it, and those that are taken to be in it by now.',
        param: { example: 'fine/21965' },
      }),
    simulated: z
      .enum(['true', 'false'], 'must be true or false')
      .transform((value) => value === 'true')
      .optional()
      .meta({ description: '`true` adds simulated aircraft to the real ones.', param: { example: 'true' } }),
  })
  .refine(({ bbox, tile }) => bbox === undefined || tile === undefined, {
    path: ['tile'],
    message: 'must not be given together with bbox; leave one of them out',
  });
export type PositionsQuery = z.output<typeof positionsQuery>;

const snapshotHead = {
  asOfMs: instantMs('All that was published before this instant is in here; 0 where nothing is stored yet.'),
  kinds: z.array(positionKindSchema).readonly().meta({ description: 'The kinds that this answer holds.' }),
};

export const snapshotSchema = z
  .object({ ...snapshotHead, positions: z.array(positionSchema).readonly() })
  .meta({ id: 'Snapshot', description: 'The newest position of every aircraft heard lately.' });
export type Snapshot = z.infer<typeof snapshotSchema>;

const integers = (description: string) => z.array(z.int()).readonly().meta({ description });
const nullableIntegers = (description: string) => z.array(z.int().nullable()).readonly().meta({ description });
const texts = (description: string) => z.array(z.string().nullable()).readonly().meta({ description });

const positionColumnsSchema = z
  .object({
    at: instantMs('The clock of the server when it encoded the columns.'),
    level: z.enum(LEVELS),
    digits: z.int().meta({ description: 'Decimal digits of `lon` and `lat`.' }),
    origin: z
      .array(z.number())
      .length(2)
      .readonly()
      .meta({ description: 'Longitude and latitude that are added to the columns.' }),
    id: integers('24-bit addresses, ascending, each the difference from the one before; + 2^24 for a non-ICAO one.'),
    ageDs: integers('`at` less the time of observation, in 0.1 s.'),
    lon: integers('(degrees - `origin[0]`) x 10^`digits`.'),
    lat: integers('(degrees - `origin[1]`) x 10^`digits`.'),
    alt: nullableIntegers('25 ft; barometric, or geometric where flag 8 is set.'),
    gs: nullableIntegers('kt.'),
    trk: nullableIntegers('Degrees true, 0 to 359.'),
    vr: nullableIntegers('64 ft/min.'),
    flags: integers(
      '1 on ground, 2 simulated, 4 stale, 8 altitude is geometric, 16 MLAT, 32 ADS-C, 64 emergency, 128 replayed.',
    ),
  })
  .meta({ id: 'PositionColumns', description: 'The columns of a `positions` frame of the WebSocket.' });

const identityColumnsSchema = z
  .object({
    id: z.array(icao24Text).readonly(),
    callsign: texts('As transmitted.'),
    registration: texts('Registration marks.'),
    typeCode: texts('ICAO type designators.'),
    flightNumber: texts('Only where the aircraft itself states it.'),
    origin: texts('IATA code, only where stated.'),
    destination: texts('IATA code, only where stated.'),
    squawk: texts('Mode A codes.'),
    category: texts('ADS-B emitter categories, `A0` to `D7`.'),
    feed: texts('Names of the feeds.'),
  })
  .meta({ id: 'IdentityColumns', description: 'The columns of an `identity` message of the WebSocket.' });

export const columnSnapshotSchema = z
  .object({ ...snapshotHead, positions: positionColumnsSchema, identity: identityColumnsSchema })
  .meta({ id: 'ColumnSnapshot', description: 'The snapshot in columns, about a tenth of its size.' });
export type ColumnSnapshot = z.infer<typeof columnSnapshotSchema>;

function parseBoxText(value: string): BoundingBox {
  const edges = value.split(',');
  return parseBox(edges.map((edge) => (DECIMAL.test(edge) ? Number(edge) : NaN)));
}
