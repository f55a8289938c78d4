import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { feetToMetres } from '#domain/units.ts';
import { ALTITUDE_BANDS, altitudeBand, EMERGENCY_COLOUR } from '../../../frontend/src/map/altitude-scale.ts';
import { BASE_MAP_PALETTES } from '../../../frontend/src/map/base-map-palette.ts';

type Rgb = [number, number, number];

/** Full deuteranopia, protanopia and tritanopia on linear light (Machado, Oliveira, Fernandes 2009). */
const DEFICIENCIES: Readonly<Record<string, readonly Rgb[]>> = {
  none: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(colour: string): Rgb {
  const value = parseInt(colour.slice(1), 16);
  const channel = (shift: number): number => {
    const share = ((value >> shift) & 255) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return [channel(16), channel(8), channel(0)];
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** CIE L*a*b* (D65) of a colour as somebody with the deficiency sees it. */
function lab(colour: string, matrix: readonly Rgb[]): Rgb {
  const rgb = linear(colour);
  const [r, g, b] = matrix.map((row) => Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2])) as Rgb;
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

describe('altitude scale', () => {
  it('puts an altitude into its band', () => {
    expect(altitudeBand(null, false).key).toBe('unknown');
    expect(altitudeBand(11_000, true).key).toBe('ground');
    expect(altitudeBand(-100, false).key).toBe('low');
    expect(altitudeBand(feetToMetres(10_000) - 1, false).key).toBe('low');
    expect(altitudeBand(feetToMetres(10_000), false).key).toBe('middle');
    expect(altitudeBand(feetToMetres(20_000), false).key).toBe('high');
    expect(altitudeBand(feetToMetres(45_000), false).key).toBe('upper');
  });

  it('has a second cue: airborne bands differ in dots, and in size', () => {
    const airborne = ALTITUDE_BANDS.filter(({ fromM }) => fromM !== null);
    expect(airborne.map(({ dots }) => dots)).toEqual([1, 2, 3, 4]);
    expect(airborne.every(({ size }, index) => index === 0 || size > (airborne[index - 1]?.size ?? 0))).toBe(true);
  });

  it.each(['light', 'dark'] as const)('stands out 3:1 from land and sea in the %s theme', (theme) => {
    const { land, sea } = BASE_MAP_PALETTES[theme];
    for (const colour of [...ALTITUDE_BANDS.map((band) => band.colour[theme]), EMERGENCY_COLOUR[theme]]) {
      expect(contrast(colour, land)).toBeGreaterThanOrEqual(3);
      expect(contrast(colour, sea)).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(['light', 'dark'] as const)('keeps neighbouring bands apart for every kind of colour vision, %s', (theme) => {
    const airborne = ALTITUDE_BANDS.filter(({ fromM }) => fromM !== null);
    for (const [name, matrix] of Object.entries(DEFICIENCIES)) {
      airborne.slice(1).forEach((band, index) => {
        const [a, b] = [lab(band.colour[theme], matrix), lab(airborne[index]?.colour[theme] ?? '', matrix)];
        const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
        expect(distance, `${name}: ${airborne[index]?.key} and ${band.key}`).toBeGreaterThan(14);
      });
    }
  });

  it('keeps red for emergencies', () => {
    for (const theme of ['light', 'dark'] as const) {
      for (const { colour, key } of ALTITUDE_BANDS) {
        const [red, green, blue] = linear(colour[theme]);
        expect(red > 4 * green && red > 4 * blue, key).toBe(false);
      }
    }
  });

  it('has the colour of emergencies nowhere else on the page', () => {
    const root = new URL('../../../frontend/src/', import.meta.url);
    const users = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|css)$/.test(name))
      .filter((name) => {
        const text = readFileSync(new URL(name, root), 'utf8').toLowerCase();
        return Object.values(EMERGENCY_COLOUR).some((colour) => text.includes(colour));
      });
    expect(users.sort()).toEqual(['map/altitude-scale.ts', 'map/map.css', 'styles/tokens.css']);
  });
});
