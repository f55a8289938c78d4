import type { Theme } from './altitude-scale.ts';

/** Colours of the ground under the traffic: calm, so that the aircraft stand out. */
export interface BaseMapPalette {
  readonly sea: string;
  readonly land: string;
  readonly coast: string;
  readonly border: string;
  readonly grid: string;
  readonly country: string;
  readonly place: string;
  readonly placeDot: string;
  readonly halo: string;
}

export const BASE_MAP_PALETTES: Readonly<Record<Theme, BaseMapPalette>> = {
  light: {
    sea: '#d3e1ea',
    land: '#f5f4ef',
    coast: '#a7bac7',
    border: '#cbc7bb',
    grid: '#c6d6e0',
    country: '#7b7f86',
    place: '#3f4a55',
    placeDot: '#6d7782',
    halo: '#f8f7f3',
  },
  dark: {
    sea: '#0b141d',
    land: '#16212c',
    coast: '#2c4154',
    border: '#2b3a48',
    grid: '#121e29',
    country: '#6f8193',
    place: '#a9b8c6',
    placeDot: '#7f92a3',
    halo: '#101922',
  },
};
