import { spacedNumber } from '../schedules/spaced-number.ts';
import { PATHS } from '../state/route.ts';
import { Icon } from './icons.tsx';
import { AirportLink, SiteLink } from './link.tsx';
import { useFormats, useTexts } from './page-context.tsx';
import type { JoinedFlight } from '#contracts/http-joined-flight.ts';
import type { ComponentChildren, JSX } from 'preact';

/** The scheduled flight that the aircraft is taken to fly, with how sure that is and why: it is never certain. */
export function PanelFlight({ flight }: { readonly flight: JoinedFlight }): JSX.Element {
  const { panel } = useTexts();
  const texts = panel.flight;
  const formats = useFormats();
  const others = flight.numbers.filter((number) => number !== flight.flight).map(spacedNumber);
  const agreeing = formats.list(flight.basis.map((basis) => texts.bases[basis]));
  return (
    <section class="panel-flight" aria-labelledby="panel-flight-title" data-testid="panel-flight">
      <div class="panel-flight-head">
        <h3 id="panel-flight-title">{texts.title}</h3>
        <span class="tag" data-testid="panel-flight-confidence">
          {texts.confidences[flight.confidence]}
        </span>
        {flight.sample && <span class="tag tag-simulated">{texts.sample}</span>}
      </div>
      <p>
        <strong>{spacedNumber(flight.flight)}</strong>
        {others.length > 0 && <span class="panel-flight-others"> {texts.soldAs(formats.list(others))}</span>}
      </p>
      <p class="panel-flight-route">
        <End code={flight.origin} name={flight.originName} />
        <Icon name="arrowRight" size={16} />
        <End code={flight.destination} name={flight.destinationName} />
      </p>
      <dl class="facts">
        <Time label={texts.departure} atMs={flight.scheduledDepartureMs} />
        <Time label={texts.arrival} atMs={flight.scheduledArrivalMs} />
      </dl>
      <p class="panel-flight-why">{texts.why[flight.confidence](agreeing)}</p>
      <SiteLink href={timetableAddress(flight)} class="button" data-testid="panel-flight-timetable">
        <Icon name="calendar" size={18} />
        {texts.timetable}
      </SiteLink>
    </section>
  );
}

/** The search of this route on this day. */
function timetableAddress({ origin, destination, departureDate }: JoinedFlight): string {
  const query = new URLSearchParams({ from: origin, to: destination, date: departureDate });
  return `${PATHS.flights}?${query.toString()}`;
}

function End({ code, name }: { readonly code: string; readonly name: string }): JSX.Element {
  return (
    <AirportLink code={code} class="panel-flight-end">
      {name !== code && `${name} `}
      <strong>{code}</strong>
    </AirportLink>
  );
}

/** In UTC with the reader's own time beside it, as everywhere in the panel. */
function Time({ label, atMs }: { readonly label: string; readonly atMs: number }): JSX.Element {
  const texts = useTexts();
  const formats = useFormats();
  return (
    <Fact label={label}>
      <time dateTime={new Date(atMs).toISOString()}>
        {texts.common.withLocal(formats.dateTimeUtc(atMs), formats.minuteLocal(atMs))}
      </time>
    </Fact>
  );
}

function Fact(props: { readonly label: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <div class="fact">
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
