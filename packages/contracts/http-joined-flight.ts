import * as z from 'zod';
import { instantMs } from './http-api.ts';

/** How sure the match of an aircraft to a scheduled flight is. Never certain: a callsign is not a flight number. */
export const MATCH_CONFIDENCES = ['likely', 'possible'] as const;

/** The scheduled flight that an aircraft is taken to fly. */
export const joinedFlightSchema = z
  .object({
    confidence: z.enum(MATCH_CONFIDENCES).meta({
      description:
        '`likely`: number, time and place agree; `possible`: the number agrees, but more than one flight or little else.',
    }),
    basis: z.array(z.enum(['number', 'time', 'position', 'status'])).meta({ description: 'What agrees.' }),
    flight: z.string(),
    numbers: z.array(z.string()),
    operatingAirline: z.string(),
    origin: z.string(),
    originName: z.string(),
    destination: z.string(),
    destinationName: z.string(),
    departureDate: z.string(),
    scheduledDepartureMs: instantMs('Scheduled departure.'),
    scheduledArrivalMs: instantMs('Scheduled arrival.'),
    sample: z.boolean(),
  })
  .meta({ id: 'JoinedFlight' });
export type JoinedFlight = z.infer<typeof joinedFlightSchema>;
