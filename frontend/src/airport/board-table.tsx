import type { Board, BoardFlight } from '#contracts/http-board.ts';
import { BoardRowView } from './board-row.tsx';
import { daysOf } from './board-rows.ts';
import { useAirportBoard } from './airport-context.tsx';
import type { AirportClock } from './airport-clock.ts';
import type { JSX } from 'preact';

interface BoardTableProps {
  readonly board: Board;
  readonly flights: readonly BoardFlight[];
  readonly clock: AirportClock;
}

const COLUMN_COUNT = 8;

/**
 * Flights by planned time, a group of rows for each day there. The roles are given because a phone shows the rows as cards,
 * and a table without the display of one is none to a screen reader.
 */
export function BoardTable({ board, flights, clock }: BoardTableProps): JSX.Element {
  const { texts, formats } = useAirportBoard();
  const { columns } = texts;
  const { direction, place } = board;
  const days = daysOf(flights, clock);
  const offsets = [...new Set(flights.map(({ scheduledMs }) => clock.offsetMin(scheduledMs)))].map(formats.zone);
  return (
    <table role="table" class="flights" data-testid="board-table">
      <caption>
        <span class="flights-title">{texts.caption[direction](place.cityName)}</span>{' '}
        <span class="flights-zone">{clock.isKnown ? texts.zone(formats.list(offsets)) : texts.zoneUnknown}</span>
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          <Head name="scheduled">{columns.scheduled}</Head>
          <Head name="actual">{columns.actual}</Head>
          <Head name="number">{columns.flight}</Head>
          <Head name="other">{columns.other[direction]}</Head>
          <Head name="terminal">{columns.terminal}</Head>
          <Head name="gate">{columns.gate}</Head>
          <Head name="aircraft">{columns.aircraft}</Head>
          <Head name="status">{columns.status}</Head>
        </tr>
      </thead>
      {days.map(({ date, rows }) => (
        <tbody key={date} role="rowgroup">
          <tr role="row" class="flights-day">
            <th role="rowheader" scope="rowgroup" colSpan={COLUMN_COUNT} data-testid="board-day">
              {formats.longDate(date)}
            </th>
          </tr>
          {rows.map(({ key, flight }) => (
            <BoardRowView key={key} flight={flight} direction={direction} clock={clock} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Head(props: { readonly name: string; readonly children: string }): JSX.Element {
  return (
    <th role="columnheader" scope="col" class={`flight-${props.name}`}>
      {props.children}
    </th>
  );
}
