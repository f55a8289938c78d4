import * as z from 'zod';
import { TRAVEL_MODES } from '#domain/schedules/itinerary.ts';
import { instantMs } from './http-api.ts';
import { localDate, placeCode } from './http-reference.ts';

/** Parameters of `POST /api/schedule`. */
export const scheduleImportQuery = z
  .object({
    origin: placeCode.meta({ description: 'Airport or city.', param: { example: 'FRA' } }),
    destination: placeCode.meta({ description: 'Airport or city.', param: { example: 'JFK' } }),
    date: localDate.meta({ description: 'Local date of departure.', param: { example: '2026-12-01' } }),
  })
  .refine(({ origin, destination }) => origin !== destination, {
    path: ['destination'],
    message: 'must be another place than origin',
  });
export type ScheduleImportQuery = z.infer<typeof scheduleImportQuery>;

const count = (description: string) => z.int().min(0).meta({ description });
const text = z.string().nullable();

const importedLegEndSchema = z
  .object({
    airport: z.string(),
    atMs: instantMs('The instant.'),
    local: z.string().meta({ description: 'What the clocks there show: 2026-12-01T10:55' }),
    timeZone: z.string(),
    terminal: text,
  })
  .meta({ id: 'ImportedLegEnd' });

const importedItinerarySchema = z
  .object({
    id: z.string().meta({ description: 'The same as in `GET /api/flights`.' }),
    origin: z.string(),
    destination: z.string(),
    departureDate: z.string(),
    durationMin: z.int(),
    legs: z
      .array(
        z
          .object({
            flight: z.string().meta({ description: 'LH400' }),
            numbers: z.array(z.string()).meta({ description: 'Every number it is sold under, `flight` first.' }),
            operatingAirline: z.string(),
            aircraftCode: text,
            mode: z.enum(TRAVEL_MODES),
            stops: z.int().min(0),
            departure: importedLegEndSchema,
            arrival: importedLegEndSchema,
          })
          .meta({ id: 'ImportedLeg' }),
      )
      .min(1),
  })
  .meta({ id: 'ImportedItinerary' });
export type ImportedItinerary = z.infer<typeof importedItinerarySchema>;

/** Answer of `POST /api/schedule`: what Lufthansa has for that day, as it is stored now. */
export const scheduleImportSchema = z
  .object({
    origin: z.string(),
    destination: z.string(),
    date: z.string(),
    sample: z.boolean().meta({ description: 'Sample data: none of these flights exists.' }),
    received: count('Records in the answer: `stored` + `merged` + all of `rejected`.'),
    stored: count('Itineraries that are in the database now: those of `itineraries`.'),
    merged: count('Records that were doubles of another, such as a codeshare.'),
    changed: count('Of those stored, new or different from before.'),
    rejected: z.record(z.string(), z.int().min(0)).meta({ description: 'Records that were kept aside, by reason.' }),
    itineraries: z.array(importedItinerarySchema),
  })
  .meta({ id: 'ScheduleImport' });
export type ScheduleImport = z.infer<typeof scheduleImportSchema>;

/** Answer of `POST /api/references`. */
export const referenceStartSchema = z
  .object({ runId: z.string().meta({ description: 'Of the run in `GET /api/status`.' }) })
  .meta({ id: 'ReferenceStart', description: 'An update of the reference data that was started.' });
export type ReferenceStart = z.infer<typeof referenceStartSchema>;
