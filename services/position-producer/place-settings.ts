import type { BoundingBox } from '#domain/geo.ts';
import type { SourceSettings } from './position-source.ts';
import { listSetting, SettingError } from './settings.ts';

const FORM = 'west,south,east,north in degrees, south below north; west above east crosses the antimeridian';

/** Boxes one after the other, four numbers each; empty where the option isn't given. */
export function boxesSetting(settings: SourceSettings, name: string): BoundingBox[] {
  const numbers = listSetting(settings, name)
    .flatMap((part) => part.split(/[\s;]+/))
    .map(Number);
  const boxes: BoundingBox[] = [];
  for (let at = 0; at < numbers.length; at += 4) boxes.push(boxOf(numbers.slice(at, at + 4), settings, name));
  return boxes;
}

/** One box, or the fallback where the option isn't given. */
export function boxSetting(settings: SourceSettings, name: string, fallback: BoundingBox): BoundingBox {
  const [box = fallback, ...others] = boxesSetting(settings, name);
  if (others.length > 0) throw refusal(settings, name);
  return box;
}

/** The address of an HTTP API, without the slash at its end. */
export function urlSetting(settings: SourceSettings, name: string, fallback: string): URL {
  const text = settings[name] || fallback;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new SettingError(`--${name} must be an address that begins with https:// or http://`);
  }
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

function boxOf(numbers: readonly number[], settings: SourceSettings, name: string): BoundingBox {
  const [west, south, east, north] = numbers;
  const isBox =
    isWithin(west, 180) && isWithin(south, 90) && isWithin(east, 180) && isWithin(north, 90) && south < north;
  if (!isBox || west === east) throw refusal(settings, name);
  return [west, south, east, north];
}

function isWithin(value: number | undefined, limit: number): value is number {
  return value !== undefined && Math.abs(value) <= limit;
}

function refusal(settings: SourceSettings, name: string): SettingError {
  return new SettingError(`--${name} takes ${FORM}, not "${settings[name] ?? ''}"`);
}
