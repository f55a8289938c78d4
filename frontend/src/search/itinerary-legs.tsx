import type { HttpItinerary, HttpLeg, HttpLegEnd } from '#contracts/http-flights.ts';
import { Icon } from '../ui/icons.tsx';
import { AirportLink, SiteLink } from '../ui/link.tsx';
import { firstLegOf } from './itinerary-order.ts';
import { DayOffset, dayOffsetOf } from './day-offset.tsx';
import { plainText } from '../schedules/plain-text.ts';
import { useSearch } from './search-context.tsx';
import type { JSX } from 'preact';

const MINUTE_MS = 60_000;

/** The legs of an itinerary in order, with the change between each two. */
export function ItineraryLegs({ itinerary }: { readonly itinerary: HttpItinerary }): JSX.Element {
  const { texts } = useSearch();
  const first = firstLegOf(itinerary).departure;
  return (
    <ol class="legs" aria-label={texts.leg.list} data-testid="legs">
      {itinerary.legs.map((leg, index) => (
        <li key={index}>
          <Change before={itinerary.legs[index - 1]} leg={leg} />
          <Leg leg={leg} first={first} />
        </li>
      ))}
    </ol>
  );
}

/** How long there is for a change, and whether it is to another airport. */
function Change({ before, leg }: { readonly before: HttpLeg | undefined; readonly leg: HttpLeg }): JSX.Element | null {
  const { texts, formats } = useSearch();
  if (before === undefined) return null;
  const minutes = Math.round((leg.departure.atMs - before.arrival.atMs) / MINUTE_MS);
  const isElsewhere = before.arrival.airport !== leg.departure.airport;
  return (
    <p class={isElsewhere ? 'change change-elsewhere' : 'change'} data-testid="change">
      <Icon name={isElsewhere ? 'warning' : 'clock'} size={16} />
      <span>{texts.leg.connection(before.arrival.cityName, formats.duration(minutes))}</span>
      {isElsewhere && <strong>{texts.leg.airportChange(before.arrival.airport, leg.departure.airport)}</strong>}
    </p>
  );
}

function Leg({ leg, first }: { readonly leg: HttpLeg; readonly first: HttpLegEnd }): JSX.Element {
  const { texts, formats } = useSearch();
  const others = leg.numbers.filter((number) => number !== leg.flight);
  const said = [
    leg.operatingAirline === leg.airline ? null : texts.leg.operatedBy(leg.operatingAirlineName),
    leg.stops === 0 ? null : texts.leg.technicalStops(leg.stops, formats.count(leg.stops)),
    others.length === 0 ? null : texts.leg.alsoAs(formats.list(others)),
  ].filter((part) => part !== null);
  return (
    <div class={`leg leg-${leg.mode}`} data-testid="leg">
      <LegEnd end={leg.departure} first={first} label={texts.leg.departure} />
      <div class="leg-vehicle">
        <p class="leg-line">
          <Icon name={MODE_ICONS[leg.mode]} size={16} />
          <span class={leg.mode === 'air' ? 'visually-hidden' : ''}>{texts.leg.modes[leg.mode]}</span>
          <strong>{leg.flight}</strong>
          <span>{leg.airlineName}</span>
          {leg.mode === 'air' && leg.aircraftCode !== null && <span>{leg.aircraftName ?? leg.aircraftCode}</span>}
          <span>{formats.duration(leg.durationMin)}</span>
        </p>
        {said.map((part) => (
          <p key={part} class="leg-more">
            {part}
          </p>
        ))}
        {leg.icao24 !== null && (
          <SiteLink href={`/?icao=${encodeURIComponent(leg.icao24)}`} class="leg-live" data-testid="see-on-map">
            <Icon name="plane" size={16} />
            {texts.results.inAirLink}
          </SiteLink>
        )}
      </div>
      <LegEnd end={leg.arrival} first={first} label={texts.leg.arrival} />
    </div>
  );
}

const MODE_ICONS = { air: 'plane', rail: 'train', bus: 'bus' } as const;

function LegEnd(props: { readonly end: HttpLegEnd; readonly first: HttpLegEnd; readonly label: string }): JSX.Element {
  const { texts, formats } = useSearch();
  const { end } = props;
  const namesCity = plainText(end.airportName).includes(plainText(end.cityName));
  return (
    <p class="leg-end">
      <span class="leg-time">
        <span class="visually-hidden">{props.label} </span>
        <time dateTime={end.local}>{formats.time(end.local)}</time>
        <DayOffset days={dayOffsetOf(props.first, end)} />
        <span class="leg-zone"> ({formats.zone(end.offsetMin)})</span>
      </span>
      <span class="leg-place">
        {!namesCity && <span class="leg-city">{end.cityName} </span>}
        <AirportLink code={end.airport} class={namesCity ? 'leg-airport leg-city' : 'leg-airport'}>
          <span class="leg-name">{end.airportName}</span> <span class="code">{end.airport}</span>
        </AirportLink>
        {end.terminal !== null && <span class="leg-terminal">{texts.leg.terminal(end.terminal)}</span>}
      </span>
    </p>
  );
}
