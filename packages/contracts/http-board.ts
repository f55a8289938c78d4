import * as z from 'zod';
import { FLIGHT_STATES, PUNCTUALITIES } from '#domain/schedules/flight-status.ts';
import { TRAVEL_MODES } from '#domain/schedules/itinerary.ts';
import { placeSchema } from './http-flights.ts';
import { nameLanguage, placeCode } from './http-reference.ts';
import { instantMs, instantParameter } from './http-api.ts';

export const BOARD_DIRECTIONS = ['departures', 'arrivals'] as const;
export type BoardDirection = (typeof BOARD_DIRECTIONS)[number];

const HOUR_MS = 3_600_000;
/** A board begins this long before now unless asked otherwise, and spans so long. */
export const BOARD_BEFORE_MS = 2 * HOUR_MS;
export const BOARD_SPAN_MS = 24 * HOUR_MS;
/** The longest window of a board. */
export const MAX_BOARD_SPAN_MS = 7 * BOARD_SPAN_MS;
export const MAX_BOARD_FLIGHTS = 500;

export const boardParameters = z.object({
  code: placeCode.meta({
    description: 'IATA code of an airport, or of a city for all its airports.',
    param: { example: 'FRA' },
  }),
});
export const boardQuery = z.object({
  direction: z
    .enum(BOARD_DIRECTIONS, 'must be departures or arrivals')
    .optional()
    .meta({ description: 'Without it departures.', param: { example: 'arrivals' } }),
  from: instantParameter.optional().meta({
    description: 'Scheduled time at this airport from here on, ISO 8601 or epoch ms. Without it two hours ago.',
    param: { example: '2026-12-01T04:00:00Z' },
  }),
  to: instantParameter.optional().meta({
    description: 'Up to here; at most 7 days after `from`. Without it 24 h after.',
    param: { example: '2026-12-01T10:00:00Z' },
  }),
  lang: nameLanguage.optional(),
});
export type BoardQuery = z.output<typeof boardQuery>;

const text = z.string().nullable();
const optionalInstant = z.int().min(0).nullable();

export const boardFlightSchema = z
  .object({
    flight: z.string(),
    numbers: z.array(z.string()),
    airline: z.string(),
    airlineName: z.string(),
    aircraftCode: text,
    aircraftName: text,
    mode: z.enum(TRAVEL_MODES),
    other: z
      .object({ airport: z.string(), name: z.string(), cityName: z.string(), timeZone: text })
      .meta({ description: 'Where it goes to, or comes from.' }),
    scheduledMs: instantMs('Scheduled time at this airport.'),
    estimatedMs: optionalInstant,
    actualMs: optionalInstant,
    otherScheduledMs: instantMs('Scheduled time at the other airport.'),
    terminal: text,
    gate: text,
    punctuality: z.enum(PUNCTUALITIES),
    state: z.enum(FLIGHT_STATES),
    hasStatus: z.boolean().meta({ description: 'False where only the schedule is known.' }),
    icao24: text.meta({ description: 'An aircraft in the air now that is taken to fly it; null where none is.' }),
  })
  .meta({ id: 'BoardFlight' });
export type BoardFlight = z.infer<typeof boardFlightSchema>;

/** Answer of `GET /api/airports/{code}/board`. */
export const boardSchema = z
  .object({
    sample: z.boolean(),
    place: placeSchema,
    direction: z.enum(BOARD_DIRECTIONS),
    fromMs: instantMs('Begin of the board.'),
    toMs: instantMs('Its end.'),
    statusAtMs: optionalInstant.meta({
      description: 'When the newest status on it was read; null where there is none.',
    }),
    isTruncated: z.boolean(),
    flights: z.array(boardFlightSchema).meta({ description: 'By scheduled time.' }),
  })
  .meta({ id: 'Board' });
export type Board = z.infer<typeof boardSchema>;
