import * as z from 'zod';
import { isCalendarDate } from '#domain/calendar-date.ts';
import { NAME_LANGUAGES } from '#domain/schedules/reference-data.ts';

const text = z.string().nullable();

/** A code in a path or parameter, in either case; inside it is upper case. */
export const codeText = (pattern: RegExp, remedy: string) =>
  z
    .string()
    .trim()
    .regex(pattern, remedy)
    .transform((value) => value.toUpperCase());

/** IATA code of an airport, a city or a station. */
export const placeCode = codeText(/^[A-Za-z0-9]{3}$/, 'must be an IATA code of three letters: FRA');

/** A day at the place of departure. */
export const localDate = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/, 'must be a date such as 2026-12-01')
  .refine(isCalendarDate, 'must be a day of the calendar such as 2026-12-01');

export const nameLanguage = z
  .enum(NAME_LANGUAGES, 'must be fr, en or de')
  .meta({ description: 'Language of names; without it French.', param: { example: 'en' } });
/** The language of an answer unless asked otherwise: that of the first users. */
export const DEFAULT_NAME_LANGUAGE = 'fr';

/** A whole number in a parameter, in decimal digits. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,16}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);

export const REFERENCE_PAGE_SIZE = 50;
export const MAX_REFERENCE_PAGE_SIZE = 500;

/** Parameters of the lists of reference data. */
export const referenceQuery = z.object({
  q: z
    .string()
    .max(100, 'must be at most 100 characters')
    .optional()
    .meta({
      description: 'Begins of words of a name, or of a code; accents and case don’t matter. An exact code comes first.',
      param: { example: 'fra' },
    }),
  lang: nameLanguage.optional(),
  limit: wholeNumber(1, MAX_REFERENCE_PAGE_SIZE)
    .optional()
    .meta({
      description: `Entries of a page, at most ${MAX_REFERENCE_PAGE_SIZE}; without it ${REFERENCE_PAGE_SIZE}.`,
      param: { example: '50' },
    }),
  offset: wholeNumber(0, 1_000_000)
    .optional()
    .meta({ description: 'Entries to skip; `next` of an answer has it.', param: { example: '0' } }),
});
export type ReferenceQuery = z.infer<typeof referenceQuery>;

const names = z
  .partialRecord(z.enum(NAME_LANGUAGES), z.string())
  .meta({ description: 'Only languages that the source has.' });
const name = z.string().meta({ description: 'In the language asked for, else in another, else the code.' });
const isGone = z.boolean().meta({ description: 'The source had it once and has it no longer.' });

export const countrySchema = z.object({ code: z.string(), name, names, isGone }).meta({ id: 'Country' });
export const citySchema = z
  .object({
    code: z.string(),
    countryCode: text,
    name,
    names,
    timeZone: text,
    airportCodes: z.array(z.string()),
    isGone,
  })
  .meta({ id: 'City' });
export const referenceAirportSchema = z
  .object({
    code: z.string(),
    cityCode: text,
    countryCode: text,
    locationType: text.meta({ description: '`Airport`, `Rail Station`, `Bus Station` …' }),
    name,
    names,
    lat: z.number().nullable(),
    lon: z.number().nullable(),
    timeZone: text,
    isGone,
  })
  .meta({ id: 'ReferenceAirport' });
export const airlineSchema = z
  .object({
    code: z.string().meta({ description: 'IATA; several carriers may share one.' }),
    icao: text,
    name,
    names,
    isGone,
  })
  .meta({ id: 'Airline' });

/** A page of a list; `next` is the address of the next one. */
export const referencePage = <T extends z.ZodType>(item: T, id: string) =>
  z
    .object({
      total: z.int().min(0),
      sample: z.boolean().meta({ description: 'Sample data, not of the Lufthansa API.' }),
      next: z.string().nullable(),
      items: z.array(item),
    })
    .meta({ id });

export const countryPageSchema = referencePage(countrySchema, 'CountryPage');
export const cityPageSchema = referencePage(citySchema, 'CityPage');
export const airportPageSchema = referencePage(referenceAirportSchema, 'AirportPage');
export const airlinePageSchema = referencePage(airlineSchema, 'AirlinePage');
export type CountryPage = z.infer<typeof countryPageSchema>;
export type CityPage = z.infer<typeof cityPageSchema>;
export type AirportPage = z.infer<typeof airportPageSchema>;
export type AirlinePage = z.infer<typeof airlinePageSchema>;
