import { SHAPE_BOX, SHAPE_PATHS } from '../map/aircraft-shapes.ts';
import type { JSX } from 'preact';

/** Line icons, drawn for this project on a grid of 20. */
const PATHS = {
  search: 'M9 15a6 6 0 1 0 0-12 6 6 0 0 0 0 12Zm4.4-1.6L17 17',
  table: 'M3 4.5h14v11H3zM3 8.2h14M3 11.8h14M8 8.2v7.3',
  pause: 'M7 4.5v11M13 4.5v11',
  play: 'M6.5 4.2v11.6L16 10z',
  sun: 'M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4ZM10 2.5v1.8M10 15.7v1.8M2.5 10h1.8M15.7 10h1.8M4.7 4.7 6 6M14 14l1.3 1.3M4.7 15.3 6 14M14 6l1.3-1.3',
  moon: 'M16.5 11.8A6.8 6.8 0 0 1 8.2 3.5a6.8 6.8 0 1 0 8.3 8.3Z',
  settings: 'M3 6h7M14 6h3M3 14h3M10 14h7M10 6a2 2 0 1 0 4 0 2 2 0 1 0-4 0ZM6 14a2 2 0 1 0 4 0 2 2 0 1 0-4 0Z',
  help: 'M7.6 7.4a2.5 2.5 0 1 1 3.5 2.6c-.8.4-1.1.9-1.1 1.8M10 14.4v.1M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15Z',
  close: 'M5 5l10 10M15 5 5 15',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  up: 'M5 12.5 10 7.5l5 5',
  down: 'M5 7.5l5 5 5-5',
  left: 'M12.5 5l-5 5 5 5',
  right: 'M7.5 5l5 5-5 5',
  arrowUp: 'M10 16V4.5M5 9l5-4.8L15 9',
  arrowDown: 'M10 4v11.5M5 11l5 4.8 5-4.8',
  arrowRight: 'M3.5 10h13M11.5 5l5 5-5 5',
  level: 'M4 10h12',
  sort: 'M6.5 8 10 4.5 13.5 8M6.5 12l3.5 3.5 3.5-3.5',
  centre: 'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM10 2.5v4M10 13.5v4M2.5 10h4M13.5 10h4',
  follow: 'M16.5 3.5 3.5 9l5.5 2 2 5.5z',
  link: 'M8.5 11.5a3 3 0 0 0 4.3.2l2.5-2.5A3 3 0 0 0 11 5l-1 1M11.5 8.5a3 3 0 0 0-4.3-.2l-2.5 2.5A3 3 0 0 0 9 15l1-1',
  check: 'M4.5 10.5l3.7 3.7L15.5 6',
  refresh: 'M16 8.5A6.3 6.3 0 0 0 4.3 7.6M4 11.5a6.3 6.3 0 0 0 11.7.9M4 3.8v4h4M16 16.2v-4h-4',
  legend: 'M10 3 17 6.8 10 10.6 3 6.8zM3.5 10.2 10 13.8l6.5-3.6M3.5 13.4 10 17l6.5-3.6',
  home: 'M3.2 9.2 10 3.4l6.8 5.8M5 8v8.6h3.6v-4.8h2.8v4.8H15V8',
  move: 'M10 2.5v15M2.5 10h15M7.8 4.7 10 2.5l2.2 2.2M7.8 15.3l2.2 2.2 2.2-2.2M4.7 7.8 2.5 10l2.2 2.2M15.3 7.8l2.2 2.2-2.2 2.2',
  calendar: 'M3.5 5h13v12h-13zM3.5 8.6h13M7 2.8V5M13 2.8V5M6.8 11.6h.1M10 11.6h.1M13.1 11.6h.1M6.8 14.2h.1M10 14.2h.1',
  swap: 'M3.5 7h12M12 3.5 15.5 7 12 10.5M16.5 13h-12M8 9.5 4.5 13 8 16.5',
  departure: 'M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4Z',
  arrival:
    'M10 17.5s5.5-4.7 5.5-9a5.5 5.5 0 0 0-11 0c0 4.3 5.5 9 5.5 9ZM10 10.4a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8Z',
  train:
    'M6 3h8a2 2 0 0 1 2 2v7a2.5 2.5 0 0 1-2.5 2.5h-7A2.5 2.5 0 0 1 4 12V5a2 2 0 0 1 2-2ZM4 9h12M7 12h.1M13 12h.1M7 14.5 5 17.5M13 14.5l2 3',
  bus: 'M4 5.5A2.5 2.5 0 0 1 6.5 3h7A2.5 2.5 0 0 1 16 5.5V15H4zM4 10h12M6.8 12.5h.1M13.2 12.5h.1M6 15v2M14 15v2',
  plane:
    'M17 10c0-.8-.7-1.3-1.5-1.3H12L8.2 3H6.6l1.7 5.7H5.2L3.8 7H2.6l.9 3-.9 3h1.2l1.4-1.7h3.1L6.6 17h1.6l3.8-5.7h3.5c.8 0 1.5-.5 1.5-1.3Z',
  takeOff:
    'M2.5 17h15M2.8 10.2l2.4 2.4 10.6-3.9c1-.4 1.4-1.3 1.1-2-.3-.8-1.2-1-2.1-.7l-3 1.1-5.2-3.3-1.6.6 3 4.4-2.6 1-1.5-.9z',
  landing:
    'M2.5 17h15M3.6 4.8v3.4l10.5 4c1 .4 1.9 0 2.2-.7.3-.8-.2-1.6-1.1-1.9l-3-1.2-1.7-6-1.6-.6-.6 5.3-2.6-1-.6-1.6z',
  clock: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM10 5.8V10l3 2',
  /** As on the map; no other icon has this outline. */
  emergency: 'M10 1.8 18.2 10 10 18.2 1.8 10zM10 6.2v4.4M10 13.5v.1',
  filter: 'M3 4.5h14l-5.5 6.5v5l-3-1.6V11z',
  isolate: 'M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z',
  globe:
    'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM2.5 10h15M10 2.5c2.4 2.2 3.5 4.7 3.5 7.5s-1.1 5.3-3.5 7.5c-2.4-2.2-3.5-4.7-3.5-7.5S7.6 4.7 10 2.5Z',
  flat: 'M2.5 5.5 7.5 3.5v11l-5 2zM7.5 3.5l5 2v11l-5-2zM12.5 5.5l5-2v11l-5 2z',
  warning: 'M10 3.2 17.8 16.5H2.2zM10 8.2v4M10 14.3v.1',
} as const;

export type IconName = keyof typeof PATHS;

/** An icon that stands beside a text or in a button with a label of its own: hidden from screen readers. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }): JSX.Element {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** A silhouette of the map as a picture of the interface. */
export function Silhouette({
  shape,
  size,
  trackDeg = 0,
}: {
  readonly shape: keyof typeof SHAPE_PATHS;
  readonly size: number;
  readonly trackDeg?: number;
}): JSX.Element {
  const middle = SHAPE_BOX / 2;
  return (
    <svg
      class="silhouette"
      width={size}
      height={size}
      viewBox={`0 0 ${SHAPE_BOX} ${SHAPE_BOX}`}
      aria-hidden="true"
      focusable="false"
    >
      <path d={SHAPE_PATHS[shape]} transform={`rotate(${Math.round(trackDeg)} ${middle} ${middle})`} />
    </svg>
  );
}
