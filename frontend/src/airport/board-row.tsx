import type { BoardDirection, BoardFlight } from '#contracts/http-board.ts';
import { spacedNumber } from '../schedules/spaced-number.ts';
import { plainText } from '../schedules/plain-text.ts';
import { Icon } from '../ui/icons.tsx';
import { AirportLink } from '../ui/link.tsx';
import { punctualityOf } from './board-status.ts';
import { BoardStatusCell } from './board-status-cell.tsx';
import { useAirportBoard } from './airport-context.tsx';
import type { AirportClock } from './airport-clock.ts';
import type { ComponentChildren, JSX } from 'preact';

interface BoardRowProps {
  readonly flight: BoardFlight;
  readonly direction: BoardDirection;
  readonly clock: AirportClock;
}

/** One flight, train or coach of the board. */
export function BoardRowView({ flight, direction, clock }: BoardRowProps): JSX.Element {
  const { texts, formats } = useAirportBoard();
  const { columns } = texts;
  const scheduled = clock.local(flight.scheduledMs);
  const isCancelled = flight.state === 'cancelled';
  return (
    <tr role="row" class={isCancelled ? 'flight flight-cancelled' : 'flight'} data-testid="board-flight">
      <Cell name="scheduled">
        <time dateTime={scheduled}>{formats.time(scheduled)}</time>
      </Cell>
      <Cell name="actual">
        {(flight.actualMs ?? flight.estimatedMs) === null ? null : <ActualTime flight={flight} clock={clock} />}
      </Cell>
      <th role="rowheader" scope="row" class="flight-number">
        <Numbers flight={flight} />
      </th>
      <Cell name="other">
        <OtherPlace flight={flight} />
      </Cell>
      <Cell name="terminal" label={columns.terminal}>
        {flight.terminal}
      </Cell>
      <Cell name="gate" label={columns.gate}>
        {flight.gate}
      </Cell>
      <Cell name="aircraft">{flight.mode === 'air' ? (flight.aircraftName ?? flight.aircraftCode) : null}</Cell>
      <Cell name="status">
        <BoardStatusCell flight={flight} direction={direction} />
      </Cell>
    </tr>
  );
}

/** @param label stands before the value where rows are cards */
function Cell(props: {
  readonly name: string;
  readonly label?: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { texts } = useAirportBoard();
  const isEmpty = props.children === null;
  return (
    <td role="cell" class={`flight-${props.name}${isEmpty ? ' flight-none' : ''}`}>
      {props.label !== undefined && (
        <span class="flight-label" aria-hidden="true">
          {props.label}{' '}
        </span>
      )}
      {isEmpty ? (
        <>
          <span aria-hidden="true">–</span>
          <span class="visually-hidden">{texts.notKnown}</span>
        </>
      ) : (
        props.children
      )}
    </td>
  );
}

/** When it happened or is expected, with its day where that is another one. */
function ActualTime({ flight, clock }: Pick<BoardRowProps, 'flight' | 'clock'>): JSX.Element | null {
  const { texts, formats } = useAirportBoard();
  const atMs = flight.actualMs ?? flight.estimatedMs;
  if (atMs === null) return null;
  const local = clock.local(atMs);
  return (
    <>
      <time dateTime={local} class={punctualityOf(flight) === 'delayed' ? 'flight-late' : ''}>
        {formats.time(local)}
      </time>{' '}
      <span class="flight-how">{flight.actualMs === null ? texts.estimated : texts.actual}</span>
      {clock.date(atMs) !== clock.date(flight.scheduledMs) && (
        <span class="flight-otherday"> {formats.shortDate(local.slice(0, 10))}</span>
      )}
    </>
  );
}

const MODE_ICONS = { air: 'plane', rail: 'train', bus: 'bus' } as const;

/** The number of the carrier that flies, with those that it is also sold under folded behind it. */
function Numbers({ flight }: { readonly flight: BoardFlight }): JSX.Element {
  const { texts, formats } = useAirportBoard();
  const others = flight.numbers.filter((number) => number !== flight.flight);
  const number = <span class="flight-own">{spacedNumber(flight.flight)}</span>;
  return (
    <>
      {flight.mode !== 'air' && (
        <span class="flight-mode">
          <Icon name={MODE_ICONS[flight.mode]} size={16} />
          {texts.modes[flight.mode]}{' '}
        </span>
      )}
      {others.length === 0 ? (
        number
      ) : (
        <details class="flight-numbers">
          <summary>
            {number}{' '}
            <span class="flight-more">
              <span aria-hidden="true">+{formats.count(others.length)}</span>
              <span class="visually-hidden">{texts.otherNumbers(others.length, formats.count(others.length))}</span>
            </span>
          </summary>
          <span class="flight-others">
            {texts.soldAs} {formats.list(others.map(spacedNumber))}
          </span>
        </details>
      )}
      <span class="flight-airline">{flight.airlineName}</span>
    </>
  );
}

function OtherPlace({ flight }: { readonly flight: BoardFlight }): JSX.Element {
  const { airport, name, cityName } = flight.other;
  const saysMore = !plainText(cityName).includes(plainText(name)) && name !== airport;
  return (
    <>
      <AirportLink code={airport} class="flight-city">
        {cityName !== airport && (
          <>
            <span class="flight-city-name">{cityName}</span>{' '}
          </>
        )}
        <span class="code">{airport}</span>
      </AirportLink>
      {saysMore && <span class="flight-airport">{name}</span>}
    </>
  );
}
