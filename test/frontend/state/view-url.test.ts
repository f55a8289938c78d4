import { describe, expect, it } from 'vitest';
import { formatViewUrl, parseViewUrl, PLAIN_VIEW } from '../../../frontend/src/state/view-url.ts';
import { NO_FILTER } from '../../../frontend/src/state/aircraft-filter.ts';
import { shareAddress } from '../../../frontend/src/state/share-address.ts';

describe('parseViewUrl', () => {
  it('reads view, selection, language and table', () => {
    expect(parseViewUrl('?lat=50.1&lon=8.6&z=7&icao=3C664E&lang=de-AT&table=1')).toEqual({
      ...PLAIN_VIEW,
      camera: { lat: 50.1, lon: 8.6, zoom: 7 },
      icao24: '3c664e',
      language: 'de',
      table: true,
    });
  });

  it.each([
    '',
    '?lat=50&lon=8',
    '?lat=91&lon=8&z=3',
    '?lat=x&lon=8&z=3',
    '?lat=&lon=&z=',
    '?lat=50&lon=8&z=99',
    '?z=NaN',
  ])('takes no view from %j', (search) => expect(parseViewUrl(search).camera).toBeNull());

  it.each(['?icao=', '?icao=12345', '?icao=3c664g', '?icao=<script>', '?icao=3c664e3c664e'])(
    'takes no aircraft from %j',
    (search) => expect(parseViewUrl(search).icao24).toBeNull(),
  );

  it('reads following, isolation and globe, the former two only with an aircraft', () => {
    expect(parseViewUrl('?icao=3c664e&follow=1&isolate=1&globe=1')).toMatchObject({
      follow: true,
      isolate: true,
      globe: true,
    });
    expect(parseViewUrl('?icao=3c664&follow=1&isolate=1')).toEqual(PLAIN_VIEW);
  });

  it('reads a non-ICAO address and wraps a longitude beyond the antimeridian', () => {
    const view = parseViewUrl('?lat=0&lon=190&z=3&icao=~2a3b4c');
    expect(view.icao24).toBe('~2a3b4c');
    expect(view.camera?.lon).toBe(-170);
  });
});

describe('formatViewUrl', () => {
  const view = {
    ...PLAIN_VIEW,
    camera: { lat: 50.123456, lon: 8.654321, zoom: 6.456 },
    icao24: '3c664e',
  };

  it('reads back what it wrote', () => {
    const once = formatViewUrl(view);
    expect(formatViewUrl(parseViewUrl(once))).toBe(once);
    expect(once).toBe('?lat=50.123&lon=8.654&z=6.46&icao=3c664e');
    const isolated = formatViewUrl({
      ...view,
      follow: true,
      isolate: true,
      globe: true,
      filter: { ...NO_FILTER, airlines: ['AFR'], ground: 'only' },
    });
    expect(formatViewUrl(parseViewUrl(isolated))).toBe(isolated);
    expect(isolated).toContain('&icao=3c664e&follow=1&isolate=1&globe=1&airline=AFR&ground=only');
  });

  it('leaves out what is not set and keeps parameters of others', () => {
    expect(formatViewUrl(PLAIN_VIEW)).toBe('');
    expect(formatViewUrl(PLAIN_VIEW, '?icao=3c664e&t=1&theme=x')).toBe('?t=1&theme=x');
  });

  it('is precise to about a pixel at every zoom', () => {
    for (let zoom = 0; zoom <= 22; zoom++) {
      const camera = { lat: 50.1234567, lon: 8.7654321, zoom };
      const back = parseViewUrl(formatViewUrl({ ...view, camera })).camera;
      const degreesPerPixel = 360 / (512 * 2 ** zoom);
      expect(Math.abs((back?.lon ?? 0) - camera.lon)).toBeLessThan(Math.max(degreesPerPixel * 2, 1e-6));
    }
  });

  it('shares view and aircraft but not the language of who shares', () => {
    expect(shareAddress('https://example.org', view.camera, '3c664e')).toBe(
      'https://example.org/?lat=50.123&lon=8.654&z=6.46&icao=3c664e',
    );
  });
});
