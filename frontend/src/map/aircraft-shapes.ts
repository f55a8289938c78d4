import type { Silhouette } from './aircraft-kind.ts';

/** Edge of the square that the outlines below are drawn in; their centre is its middle, their nose is up. */
export const SHAPE_BOX = 64;

/** Outlines as SVG path data, drawn for this project. The legend shows the same ones. */
export const SHAPE_PATHS: Readonly<Record<Silhouette, string>> = {
  jet:
    'M32 3 C34.3 3 35.6 7.5 35.6 12 L35.6 22.5 L59 37.6 L59 42.4 L35.6 35.4 L35.1 49.2 L43 55.2 L43 59 L32 56 ' +
    'L21 59 L21 55.2 L28.9 49.2 L28.4 35.4 L5 42.4 L5 37.6 L28.4 22.5 L28.4 12 C28.4 7.5 29.7 3 32 3 Z ' +
    'M46.5 25.6 a2.2 2.6 0 0 1 4.4 0 L50.9 32.4 L46.5 29.6 Z M17.5 25.6 a2.2 2.6 0 0 0 -4.4 0 L13.1 32.4 L17.5 29.6 Z',
  prop:
    'M32 5 C34 5 35.4 7 35.6 10.6 L42 10.6 L42 13.2 L35.6 13.2 L35.7 20.8 L60 22.6 L60 29.6 L35.4 31.8 L34.3 49 ' +
    'L43 51 L43 56.4 L33.2 56.4 L32 59 L30.8 56.4 L21 56.4 L21 51 L29.7 49 L28.6 31.8 L4 29.6 L4 22.6 L28.3 20.8 ' +
    'L28.4 13.2 L22 13.2 L22 10.6 L28.4 10.6 C28.6 7 30 5 32 5 Z',
  heli:
    'M32 11 C36.4 11 39 15.4 39.3 21 L52.6 9.4 L55.6 12.6 L39.5 27.4 L39 32 L55.6 48.2 L52.6 51.4 L37.2 37.8 ' +
    'L34.5 42.4 L34.3 55 L40.4 55 L40.4 58.6 L34.3 58.6 L34.2 61 L29.8 61 L29.7 58.6 L23.6 58.6 L23.6 55 L29.7 55 ' +
    'L29.5 42.4 L26.8 37.8 L11.4 51.4 L8.4 48.2 L25 32 L24.5 27.4 L8.4 12.6 L11.4 9.4 L24.7 21 C25 15.4 27.6 11 32 11 Z',
  glider:
    'M32 9 C33.7 9 34.7 11.6 34.8 15 L35 22.6 L62.4 25 L62.4 28.4 L34.7 30.6 L33.7 51 L40.4 52.6 L40.4 56.4 L32 55.4 ' +
    'L23.6 56.4 L23.6 52.6 L30.3 51 L29.3 30.6 L1.6 28.4 L1.6 25 L29 22.6 L29.2 15 C29.3 11.6 30.3 9 32 9 Z',
  ground: 'M32 14 L46 24 L46 48 C46 50 44.6 51.4 42.6 51.4 L21.4 51.4 C19.4 51.4 18 50 18 48 L18 24 Z',
  unknown: 'M32 7 L51 55 L32 45.4 L13 55 Z',
};
