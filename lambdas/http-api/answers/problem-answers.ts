import { PROBLEM_MEDIA_TYPE, problemSchema, type Problem } from '#contracts/http-api.ts';

function answer(description: string, example: Problem) {
  return { description, content: { [PROBLEM_MEDIA_TYPE]: { schema: problemSchema, example } } };
}

const headersOfUnavailable = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' as const }, example: 10 },
};

/** A malformed parameter, in the OpenAPI text. */
export const malformed = answer('A parameter is malformed.', {
  type: '/problems/parameter',
  title: 'A parameter is malformed',
  status: 400,
  detail: 'bbox must be four numbers: west, south, east, north.',
  instance: '/api/positions',
  parameter: 'bbox',
});

export const notFound = answer('No such aircraft is stored.', {
  type: '/problems/not-found',
  title: 'There is no such thing',
  status: 404,
  detail: 'Nothing is stored of 3c664e.',
  instance: '/api/aircraft/3c664e',
  parameter: 'icao24',
});

export const tooLarge = answer('The answer would be over 5 MB.', {
  type: '/problems/too-large',
  title: 'The answer would be too large',
  status: 413,
  detail: 'The answer would be over 5 MB. Narrow it with bbox.',
  instance: '/api/positions',
  parameter: 'bbox',
});

export const unavailable = {
  ...answer('The database is away; `Retry-After` says when to come again.', {
    type: '/problems/unavailable',
    title: 'The database is away',
    status: 503,
    detail: "The database can't be read at the moment; try again in 10 s.",
    instance: '/api/positions',
  }),
  headers: headersOfUnavailable,
};

export const placeNotFound = answer('No such place is stored.', {
  type: '/problems/not-found',
  title: 'There is no such thing',
  status: 404,
  detail: 'QQQ is no city or airport that is stored; /api/airports?q= finds them.',
  instance: '/api/flights',
  parameter: 'from',
});

/** Of what schedules and reference data are needed for. */
export const unavailableOrEmpty = {
  ...answer('Nothing is stored yet, or the database is away; `Retry-After` says when to come again.', {
    type: '/problems/nothing-stored',
    title: 'Nothing is stored yet',
    status: 503,
    detail:
      'No airports are stored yet: run "npm run etl -- references", or wait for the run that is under way: 34 of 96 pages.',
    instance: '/api/airports',
  }),
  headers: headersOfUnavailable,
};
