import { chromium, type Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { destination, distanceM, EARTH_RADIUS_M } from '#domain/geo.ts';
import { browserPath } from '../../tools/launch-browser.ts';
import type {} from '../../frontend/src/live/airlines-window.ts';
import { ALTITUDE_BANDS, EMERGENCY_COLOUR } from '../../frontend/src/map/altitude-scale.ts';
import { GREAT_CIRCLE_GLSL } from '../../frontend/src/map/great-circle.ts';
import { fromMercator, mercatorX, mercatorY } from '../../frontend/src/map/mercator.ts';
import { aPosition, startSiteBackend } from '../fakes/site-backend.ts';
import { testSite } from './site-under-test.ts';

const site = testSite(startSiteBackend, { viewport: { width: 1100, height: 760 }, colorScheme: 'light' });
const UPPER = ALTITUDE_BANDS.find(({ key }) => key === 'upper')?.colour.light ?? '';

async function untilDrawn(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => window.airlines?.drawn === wanted, count, { timeout: 60_000 });
}

/** Pixels of about a colour within some CSS pixels of a place, as the screen shows them. */
async function pixelsOf(page: Page, colour: string, at: { readonly x: number; readonly y: number }, reach: number) {
  const clip = { x: at.x - reach, y: at.y - reach, width: 2 * reach, height: 2 * reach };
  const image = (await page.screenshot({ clip, timeout: 120_000 })).toString('base64');
  return page.evaluate(
    async ({ source, wanted }) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${source}`;
      await picture.decode();
      const canvas = document.createElement('canvas');
      canvas.width = picture.width;
      canvas.height = picture.height;
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no 2D canvas');
      context.drawImage(picture, 0, 0);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const value = parseInt(wanted.slice(1), 16);
      const parts = [value >> 16, (value >> 8) & 255, value & 255];
      let found = 0;
      for (let at = 0; at < data.length; at += 4) {
        if (parts.every((part, index) => Math.abs((data[at + index] ?? 0) - part) < 40)) found += 1;
      }
      return found;
    },
    { source: image, wanted: colour },
  );
}

async function placeOf(page: Page, icao24: string): Promise<{ readonly x: number; readonly y: number }> {
  const point = await page.evaluate((address) => window.airlines?.positionOf(address) ?? null, icao24);
  if (point === null) throw new Error(`${icao24} is not on the map`);
  return point;
}

describe('the shader', () => {
  it('flies the great circle of the motion function, in single precision', async () => {
    const cases = [-84, -60, 0, 33.3, 50, 71, 85].flatMap((lat) =>
      [0, 37, 90, 180, 255, 359].flatMap((trackDeg) =>
        [200, 5000, 23_000].map((metres) => ({ lat, trackDeg, metres })),
      ),
    );
    const page = await site.blank();
    const source = `#version 300 es
      precision highp float;
      layout(location = 0) in vec4 a_case;
      out vec2 v_moved;
      ${GREAT_CIRCLE_GLSL}
      void main() {
        v_moved = alongGreatCircle(a_case.x, a_case.yz, a_case.w);
        gl_Position = vec4(0.0);
      }`;
    const input = cases.flatMap(({ lat, trackDeg, metres }) => [
      mercatorY(lat),
      Math.sin((trackDeg * Math.PI) / 180),
      Math.cos((trackDeg * Math.PI) / 180),
      metres / EARTH_RADIUS_M,
    ]);
    const moved = await page.evaluate(transformed, { source, input });
    cases.forEach(({ lat, trackDeg, metres }, index) => {
      const [dx = NaN, dy = NaN] = moved.slice(2 * index);
      const drawn = fromMercator(mercatorX(10) + dx, mercatorY(lat) + dy);
      const expected = destination({ lat, lon: 10 }, trackDeg, metres);
      expect(distanceM(drawn, expected), `${lat}° ${trackDeg}° ${metres} m`).toBeLessThan(0.1);
    });
  });
});

/** What a vertex shader makes of vectors of four, read back from the graphics card; runs in the page. */
function transformed({ source, input }: { readonly source: string; readonly input: readonly number[] }): number[] {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (gl === null) throw new Error('no WebGL 2');
  const program = gl.createProgram();
  const fragment = '#version 300 es\nprecision highp float;\nout vec4 colour;\nvoid main() { colour = vec4(0.0); }';
  for (const [type, text] of [
    [gl.VERTEX_SHADER, source],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(type);
    if (shader === null) throw new Error('no shader');
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    const log = gl.getShaderInfoLog(shader);
    if (log !== null && log !== '') throw new Error(log);
    gl.attachShader(program, shader);
  }
  gl.transformFeedbackVaryings(program, ['v_moved'], gl.SEPARATE_ATTRIBS);
  gl.linkProgram(program);
  gl.useProgram(program);
  const count = input.length / 4;
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(input), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 4, gl.FLOAT, false, 0, 0);
  const out = gl.createBuffer();
  gl.bindBuffer(gl.TRANSFORM_FEEDBACK_BUFFER, out);
  gl.bufferData(gl.TRANSFORM_FEEDBACK_BUFFER, count * 8, gl.STATIC_READ);
  gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, out);
  gl.beginTransformFeedback(gl.POINTS);
  gl.drawArrays(gl.POINTS, 0, count);
  gl.endTransformFeedback();
  const moved = new Float32Array(count * 2);
  gl.getBufferSubData(gl.TRANSFORM_FEEDBACK_BUFFER, 0, moved);
  return [...moved];
}

describe('the globe', () => {
  const NEAR = '3c0001';
  const FAR = '3c0002';

  it('hides what lies behind it, and draws and picks the others where they are', async () => {
    site.backend.publish(
      aPosition({ icao24: NEAR, lat: 35, lon: 20 }),
      aPosition({ icao24: FAR, lat: 10, lon: -165, callsign: 'FAR1' }),
    );
    const page = await site.open('/?lat=20&lon=0&z=1');
    await untilDrawn(page, 2);
    const flat = await placeOf(page, NEAR);
    await page.getByTestId('toggle-globe').click();
    await untilDrawn(page, 1);
    const round = await placeOf(page, NEAR);
    expect(Math.hypot(round.x - flat.x, round.y - flat.y)).toBeGreaterThan(8);
    expect(await pixelsOf(page, UPPER, round, 12)).toBeGreaterThan(5);
    await page.mouse.click(round.x, round.y);
    await page.waitForFunction((address) => window.location.search.includes(`icao=${address}`), NEAR);
    await page.getByTestId('toggle-globe').click();
    await page.waitForFunction((least) => (window.airlines?.drawn ?? 0) >= least, 1);
  });
});

describe('an emergency on the map', () => {
  it('has a frame in a colour of its own around it, and its code and what that means beside it', async () => {
    site.backend.publish(
      aPosition({ icao24: '3c0001', lat: 50, lon: 9, callsign: 'AAA1', squawk: '7700' }),
      aPosition({ icao24: '3c0002', lat: 51, lon: 12, callsign: 'AAA2', squawk: '1000' }),
    );
    const page = await site.open('/?lat=50&lon=9&z=4');
    await untilDrawn(page, 2);
    await page.locator('.callout-emergency').filter({ hasText: 'AAA1 7700 détresse' }).waitFor();
    expect(await page.locator('.callout-emergency').count()).toBe(1);
    const inside = await placeOf(page, '3c0001');
    expect(await pixelsOf(page, EMERGENCY_COLOUR.light, inside, 30)).toBeGreaterThan(40);
    const beside = await placeOf(page, '3c0002');
    expect(await pixelsOf(page, EMERGENCY_COLOUR.light, beside, 20)).toBe(0);
  });
});

describe('pictures', () => {
  /** Until no picture was drawn for so long that one would have been. */
  async function untilStill(page: Page): Promise<void> {
    await page.waitForFunction(
      () => {
        const seen = window as { pictures?: number; sinceMs?: number };
        const pictures = window.airlines?.drawnPictures ?? 0;
        if (seen.pictures !== pictures) Object.assign(seen, { pictures, sinceMs: performance.now() });
        return performance.now() - (seen.sinceMs ?? Infinity) > 1500;
      },
      null,
      { timeout: 60_000 },
    );
  }

  const pictures = (page: Page): Promise<number> => page.evaluate(() => window.airlines?.drawnPictures ?? 0);

  async function untilMore(page: Page, before: number): Promise<void> {
    await page.waitForFunction((count) => (window.airlines?.drawnPictures ?? 0) > count + 2, before);
  }

  it('are asked for while aircraft move, not in a hidden tab, and again once it is seen', async () => {
    site.backend.publish(aPosition({ lat: 50, lon: 9 }));
    const page = await site.open('/?lat=50&lon=9&z=12', { reducedMotion: 'no-preference' });
    await untilDrawn(page, 1);
    await untilMore(page, await pictures(page));
    const hide = (hidden: boolean): Promise<void> =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await hide(true);
    await untilStill(page);
    const before = await pictures(page);
    await hide(false);
    await untilMore(page, before);
  });

  it('are not asked for with motion reduced, until a record comes', async () => {
    site.backend.publish(aPosition({ lat: 50, lon: 9 }));
    const page = await site.open('/?lat=50&lon=9&z=6');
    await untilDrawn(page, 1);
    await untilStill(page);
    const before = await pictures(page);
    site.backend.publish(aPosition({ lat: 50.2, lon: 9.2 }));
    await page.waitForFunction((count) => (window.airlines?.drawnPictures ?? 0) > count, before);
  });
});

describe('without WebGL', () => {
  it('says so, and lists the aircraft in the table', async () => {
    site.backend.publish(aPosition({ callsign: 'AAA1' }));
    const browser = await chromium.launch({
      executablePath: await browserPath(),
      args: ['--no-sandbox', '--disable-3d-apis', '--disable-background-networking', '--no-first-run'],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 1100, height: 760 }, locale: 'fr-FR' });
      await page.goto(`${site.backend.url}/`);
      await page.getByText('Ce navigateur ne propose pas WebGL').waitFor({ timeout: 60_000 });
      await page.getByRole('button', { name: 'Tableau' }).first().click();
      await page
        .getByRole('cell', { name: 'AAA1' })
        .or(page.getByRole('button', { name: 'AAA1' }))
        .first()
        .waitFor();
    } finally {
      await browser.close();
    }
  });
});
