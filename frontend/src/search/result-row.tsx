import { Fragment } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { HttpItinerary, HttpLegEnd } from '#contracts/http-flights.ts';
import { Icon } from '../ui/icons.tsx';
import { firstLegOf, lastLegOf, RESULT_COLUMNS, stopsOf } from './itinerary-order.ts';
import { DayOffset } from './day-offset.tsx';
import { ItineraryLegs } from './itinerary-legs.tsx';
import { useSearch } from './search-context.tsx';
import type { ComponentChildren, JSX } from 'preact';

/** One way from an origin to a destination; pressed, it shows its legs. */
export function ResultRow({ itinerary }: { readonly itinerary: HttpItinerary }): JSX.Element {
  const { texts, formats } = useSearch();
  const [open, setOpen] = useState(false);
  const detailsId = useId();
  const departure = firstLegOf(itinerary).departure;
  const arrival = lastLegOf(itinerary).arrival;
  const flights = formats.list(itinerary.legs.map(({ flight }) => flight));
  const toggle = (): void => setOpen(!open);
  return (
    <tbody role="rowgroup" class={open ? 'trip trip-open' : 'trip'}>
      <tr role="row" class="trip-row" data-testid="trip" onClick={toggle}>
        <Cell name="duration">{formats.duration(itinerary.durationMin)}</Cell>
        <Cell name="from">
          <PlaceCell end={departure} />
        </Cell>
        <Cell name="to">
          <PlaceCell end={arrival} />
        </Cell>
        <Cell name="departureDate">{formats.date(departure.local.slice(0, 10))}</Cell>
        <Cell name="departureTime">
          <time dateTime={departure.local}>{formats.time(departure.local)}</time>
        </Cell>
        <Cell name="arrivalDate">{formats.date(arrival.local.slice(0, 10))}</Cell>
        <Cell name="arrivalTime">
          <time dateTime={arrival.local}>{formats.time(arrival.local)}</time>
          <DayOffset days={itinerary.dayOffset} />
        </Cell>
        <th role="rowheader" scope="row" class="trip-flight">
          <Flights itinerary={itinerary} />
        </th>
        <Cell name="stops">
          <Stops itinerary={itinerary} />
        </Cell>
        <td role="cell" class="trip-toggle">
          <button
            type="button"
            class="tool"
            aria-expanded={open}
            aria-label={texts.results.detailsOf(flights, formats.time(departure.local))}
            data-testid="trip-toggle"
            {...(open ? { 'aria-controls': detailsId } : {})}
            onClick={(event) => {
              event.stopPropagation();
              toggle();
            }}
          >
            <Icon name={open ? 'up' : 'down'} size={18} />
          </button>
        </td>
      </tr>
      {open && (
        <tr role="row" class="trip-details" id={detailsId}>
          <td role="cell" colSpan={RESULT_COLUMNS.length + 1}>
            <ItineraryLegs itinerary={itinerary} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Cell(props: {
  readonly name: (typeof RESULT_COLUMNS)[number];
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <td role="cell" class={`trip-${props.name}`}>
      {props.children}
    </td>
  );
}

function PlaceCell({ end }: { readonly end: HttpLegEnd }): JSX.Element {
  return (
    <>
      <span class="trip-city">{end.cityName}</span> <span class="code">{end.airport}</span>
    </>
  );
}

function Flights({ itinerary }: { readonly itinerary: HttpItinerary }): JSX.Element {
  const { texts } = useSearch();
  const inAir = itinerary.legs.some(({ icao24 }) => icao24 !== null);
  return (
    <>
      {itinerary.legs.map(({ flight, mode }, index) => (
        <Fragment key={index}>
          <span class="trip-number">
            {mode !== 'air' && (
              <>
                <Icon name={mode === 'rail' ? 'train' : 'bus'} size={16} />
                <span class="trip-mode">{texts.leg.modes[mode]} </span>
              </>
            )}
            {flight}
          </span>{' '}
        </Fragment>
      ))}
      {inAir && <span class="tag tag-air">{texts.results.inAir}</span>}
    </>
  );
}

function Stops({ itinerary }: { readonly itinerary: HttpItinerary }): JSX.Element {
  const { texts, formats } = useSearch();
  const count = stopsOf(itinerary);
  if (count === 0) return <span class="trip-direct">{texts.results.direct}</span>;
  const changes = itinerary.legs.slice(1).map(({ departure }) => departure.airport);
  return (
    <>
      {texts.results.stops(count, formats.count(count))}
      {changes.length > 0 && <span class="trip-via"> {changes.join(', ')}</span>}
    </>
  );
}
