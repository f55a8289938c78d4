import { Fragment } from 'preact';
import type { Place } from '#contracts/http-flights.ts';
import { formatViewUrl, PLAIN_VIEW } from '../state/view-url.ts';
import { PATHS } from '../state/route.ts';
import { Icon } from '../ui/icons.tsx';
import { AirportLink, SiteLink } from '../ui/link.tsx';
import { useServerTick } from '../ui/use-tick.ts';
import { useAirportBoard } from './airport-context.tsx';
import type { AirportClock } from './airport-clock.ts';
import type { JSX } from 'preact';

/** The map shows a whole airport with its surroundings. */
const MAP_ZOOM = 10;

/** Name, codes, country and clock of the place, and the ways on from here. */
export function AirportHead(props: { readonly place: Place | null; readonly clock: AirportClock }): JSX.Element {
  const { board, texts } = useAirportBoard();
  const { place, clock } = props;
  return (
    <div class="airport-head">
      <div class="airport-title">
        <h1 data-testid="airport-name">
          {place === null ? board.code : nameOf(place, texts.allAirports)}{' '}
          {place !== null && <span class="code">{place.code}</span>}
        </h1>
        {place !== null && <Whereabouts place={place} />}
      </div>
      {place !== null && clock.isKnown && <LocalTime clock={clock} />}
      {place !== null && <Ways place={place} />}
    </div>
  );
}

function nameOf(place: Place, allAirports: (city: string) => string): string {
  const isSeveral = place.kind === 'city' && place.airportCodes.length > 1;
  return isSeveral ? allAirports(place.cityName) : place.name;
}

function Whereabouts({ place }: { readonly place: Place }): JSX.Element {
  const { texts } = useAirportBoard();
  const isSeveral = place.kind === 'city' && place.airportCodes.length > 1;
  const hasCity = place.kind === 'airport' && place.cityName !== place.name;
  return (
    <p class="airport-where">
      {hasCity && <span>{place.cityName}</span>}
      {place.countryName !== null && <span>{place.countryName}</span>}
      {place.kind === 'airport' && place.cityCode !== null && place.cityCode !== place.code && (
        <span>
          {texts.city} <AirportLink code={place.cityCode}>{place.cityCode}</AirportLink>
        </span>
      )}
      {isSeveral && (
        <span>
          {texts.cityAirports}
          {place.airportCodes.map((code) => (
            <Fragment key={code}>
              {' '}
              {code === place.code ? code : <AirportLink code={code}>{code}</AirportLink>}
            </Fragment>
          ))}
        </span>
      )}
    </p>
  );
}

/** Renders every second so that the minute changes on time; nothing reads it aloud. */
function LocalTime({ clock }: { readonly clock: AirportClock }): JSX.Element {
  const { texts, formats } = useAirportBoard();
  const nowMs = useServerTick();
  const local = clock.local(nowMs);
  return (
    <p class="airport-clock" data-testid="airport-clock">
      <span class="airport-clock-label">{texts.localTime}</span>
      <time dateTime={local}>{formats.time(local)}</time>
      <span class="airport-clock-zone">
        {formats.shortDate(local.slice(0, 10))} · {formats.zone(clock.offsetMin(nowMs))}
      </span>
    </p>
  );
}

function Ways({ place }: { readonly place: Place }): JSX.Element {
  const { texts } = useAirportBoard();
  const { lat, lon } = place;
  return (
    <div class="page-actions airport-ways">
      {lat !== null && lon !== null && (
        <SiteLink
          class="button"
          href={PATHS.map + formatViewUrl({ ...PLAIN_VIEW, camera: { lat, lon, zoom: MAP_ZOOM } })}
          data-testid="airport-map"
        >
          <Icon name="arrival" size={18} />
          {texts.toMap}
        </SiteLink>
      )}
      <SiteLink
        class="button"
        href={`${PATHS.flights}?from=${encodeURIComponent(place.code)}`}
        data-testid="airport-search"
      >
        <Icon name="search" size={18} />
        <span>
          {texts.toSearch} <span class="airport-ways-city">{texts.ofCity(place.cityName)}</span>
        </span>
      </SiteLink>
    </div>
  );
}
