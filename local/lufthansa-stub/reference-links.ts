/** Where a link leads and what it is, as every answer's `Meta` has them. */
export interface Link {
  readonly '@Href': string;
  readonly '@Rel': string;
}

export const BASE = 'https://api.lufthansa.com/v1';

export const link = (rel: string, path: string): Link => ({ '@Href': `${BASE}/${path}`, '@Rel': rel });

/** Templates of what the records of a resource refer to. */
const RELATED: Readonly<Record<string, readonly string[]>> = {
  countries: ['countries/{countryCode}'],
  cities: ['airports/{airportCode}', 'countries/{countryCode}'],
  airports: ['cities/{cityCode}', 'countries/{countryCode}'],
  airlines: ['airlines/{airlineCode}'],
  aircraft: ['aircraft/{aircraftCode}'],
};

interface ListLinksOptions {
  readonly family: string;
  readonly resource: string;
  readonly query: URLSearchParams;
  readonly offset: number;
  readonly limit: number;
  readonly total: number;
}

/**
 * The links of a list's page, as captured: `previous` is there on the first page too, `next` and `last` are missing on the
 * last one, and `last` counts from 0 though the pages count from 1.
 */
export function listLinks({ family, resource, query, offset, limit, total }: ListLinksOptions): readonly Link[] {
  const kept = ['lang', 'LHoperated'].flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [`${name}=${encodeURIComponent(value)}&`];
  });
  const to = (rel: string, target: number): Link =>
    link(rel, `${family}/${resource}/?${kept.join('')}limit=${limit}&offset=${target}`);
  const start = Math.max(1, offset);
  const isLast = start + limit > total;
  return [
    to('self', offset),
    to('first', 0),
    to('previous', Math.max(0, offset - limit)),
    ...(isLast ? [] : [to('next', offset + limit), to('last', Math.floor((total - 1) / limit) * limit)]),
    ...relatedLinks(family, resource),
  ];
}

export function recordLinks(family: string, resource: string, code: string, query: URLSearchParams): readonly Link[] {
  const text = query.toString();
  return [
    link('self', `${family}/${resource}/${code}${text === '' ? '' : `?${text}`}`),
    ...relatedLinks(family, resource),
  ];
}

function relatedLinks(family: string, resource: string): readonly Link[] {
  return (RELATED[resource] ?? []).map((path) => link('related', `${family}/${path}`));
}
