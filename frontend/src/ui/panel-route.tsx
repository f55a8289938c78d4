import { Icon } from './icons.tsx';
import { AirportLink } from './link.tsx';
import { useAirport } from './use-airport.ts';
import { useTexts } from './page-context.tsx';
import type { JSX } from 'preact';

/** Origin and destination with the names of the airports, where the aircraft states them. */
export function PanelRoute(props: {
  readonly origin: string | null;
  readonly destination: string | null;
}): JSX.Element {
  const texts = useTexts();
  if (props.origin === null && props.destination === null) {
    return <p class="route-unknown">{texts.panel.routeUnknown}</p>;
  }
  return (
    <div class="route" role="group" aria-label={texts.panel.route} data-testid="panel-route">
      <Airport iata={props.origin} />
      <Icon name="arrowRight" size={18} />
      <Airport iata={props.destination} />
    </div>
  );
}

function Airport({ iata }: { readonly iata: string | null }): JSX.Element {
  const texts = useTexts();
  const airport = useAirport(iata);
  return (
    <p class="route-airport">
      {iata === null ? (
        <span class="route-code">{texts.common.none}</span>
      ) : (
        <AirportLink code={iata} class="route-code">
          {iata}
        </AirportLink>
      )}
      <span class="route-city">{airport?.city ?? (iata === null ? texts.common.unknown : '')}</span>
      <span class="route-name">{airport?.name ?? ''}</span>
    </p>
  );
}
