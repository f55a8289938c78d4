import * as z from 'zod';
import { icao24Text, instantMs, instantParameter } from './http-api.ts';
import { positionKindSchema } from './http-positions.ts';

/** Window of a track unless asked otherwise. */
export const DEFAULT_TRACK_WINDOW_MS = 24 * 3_600_000;
export const MAX_TRACK_WINDOW_MS = 7 * DEFAULT_TRACK_WINDOW_MS;
/** Of one page, those that are computed included. */
export const MAX_TRACK_POINTS = 20_000;
/** Longest cursor accepted; ours have about 60 characters. */
const LONGEST_CURSOR = 200;
export const GEOJSON_MEDIA_TYPE = 'application/geo+json';

/** Query of `GET /api/aircraft/{icao24}/track`; `from` and `to` come out as epoch ms. */
export const trackQuery = z.object({
  from: instantParameter.optional().meta({
    description: 'First instant, ISO 8601 or epoch ms. 24 h before `to` without it.',
    param: { example: '2026-11-24T00:00:00Z' },
  }),
  to: instantParameter.optional().meta({
    description: 'Last instant, ISO 8601 or epoch ms. Now without it; at most 7 days after `from`.',
    param: { example: '2026-11-24T12:00:00Z' },
  }),
  format: z
    .enum(['json', 'geojson'], 'must be json or geojson')
    .optional()
    .meta({ description: '`geojson` gives a Feature; `json` without it.', param: { example: 'json' } }),
  cursor: z
    .string()
    .max(LONGEST_CURSOR)
    .optional()
    .meta({ description: 'Where a page ended; only as found in `next`.' }),
});
export type TrackQuery = z.output<typeof trackQuery>;

const quantity = (description: string) => z.number().nullable().meta({ description });
const text = z.string().nullable();

const trackPointSchema = z
  .object({
    observedAtMs: instantMs('When the aircraft was there.'),
    lat: z.number().meta({ description: 'Degrees, WGS-84.' }),
    lon: z.number().meta({ description: 'Degrees, WGS-84.' }),
    altitudeM: quantity('Barometric altitude, metres above the 1013.25 hPa level.'),
    geoAltitudeM: quantity('Altitude above the WGS-84 ellipsoid, metres.'),
    onGround: z.boolean(),
    groundSpeedMps: quantity('Ground speed, m/s.'),
    trackDeg: quantity('Degrees clockwise from true north.'),
    verticalRateMps: quantity('m/s, positive when climbing.'),
    predicted: z
      .literal(true)
      .optional()
      .meta({
        description:
          'Nothing was heard here: it is where the point before led, just before the one after it told otherwise. Fixes that say ' +
          'what was predicted are not stored, so a line through all points stays within 50 m of them, along the way to the tenth ' +
          'of a second.',
      }),
  })
  .meta({ id: 'TrackPoint' });
export type TrackPoint = z.infer<typeof trackPointSchema>;

const legIdentity = { callsign: text, flightNumber: text, origin: text, destination: text };

const trackLegSchema = z
  .object({ ...legIdentity, points: z.array(trackPointSchema) })
  .meta({ id: 'TrackLeg', description: 'Points without a gap and under one callsign, oldest first.' });
export type TrackLeg = z.infer<typeof trackLegSchema>;

const trackHead = {
  icao24: icao24Text,
  kind: z.union([positionKindSchema, z.null()]).meta({ description: 'Null where nothing is stored in the window.' }),
  fromMs: instantMs('First instant asked for.'),
  toMs: instantMs('Last instant asked for.'),
  next: z.string().nullable().meta({ description: 'Path and query of the next page; null on the last.' }),
};

export const trackSchema = z
  .object({ ...trackHead, legs: z.array(trackLegSchema) })
  .meta({ id: 'Track', description: 'The stored track of one aircraft.' });
export type Track = z.infer<typeof trackSchema>;

const geoPosition = z
  .array(z.number())
  .min(2)
  .max(3)
  .meta({ description: 'Longitude, latitude, and the altitude in metres where it is known.' });

export const trackFeatureSchema = z
  .object({
    type: z.literal('Feature'),
    geometry: z.object({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(geoPosition)) }),
    properties: z.object({
      ...trackHead,
      coordTimes: z.array(z.array(z.string())).meta({ description: 'ISO 8601 instant of each coordinate, by line.' }),
      altitudesM: z
        .array(z.array(z.number().nullable()))
        .meta({ description: 'Barometric altitude of each coordinate in metres, by line.' }),
      predicted: z
        .array(z.array(z.boolean()))
        .meta({ description: 'Whether a coordinate is computed rather than heard, by line.' }),
      legs: z
        .array(z.object({ ...legIdentity }))
        .meta({ description: 'What the aircraft said about itself, by line.' }),
    }),
  })
  .meta({
    id: 'TrackFeature',
    description: 'The track as GeoJSON (RFC 7946), one line per leg and cut at the antimeridian.',
  });
export type TrackFeature = z.infer<typeof trackFeatureSchema>;
