/** ISO 3166-1 alpha-2. */
export const COUNTRY_CODE = /^[A-Z]{2}$/;
/** IATA, of airports, cities, railway and bus stations. */
export const PLACE_CODE = /^[A-Z0-9]{3}$/;
/** IATA, of carriers that fly. */
export const AIRLINE_CODE = /^[A-Z0-9]{2}$/;
/** Of the list of airlines, where carriers without a code of IATA come under the three letters of ICAO. */
export const LISTED_AIRLINE_CODE = /^[A-Z0-9]{2,3}$/;
export const AIRLINE_ICAO_CODE = /^[A-Z]{3}$/;
/** IATA: 32N, and TRN for a train. */
export const AIRCRAFT_CODE = /^[A-Z0-9]{3}$/;
/** ICAO's designators: neither `ZZZZ`, for types that have none, nor `0000`, which trains and buses have. */
export const AIRCRAFT_ICAO_CODE = /^(?!ZZZZ$)[A-Z][A-Z0-9]{1,3}$/;
