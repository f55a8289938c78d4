import { describe, expect, it } from 'vitest';
import { weighBundle } from '../../tools/bundle-budget.ts';

const HTML =
  '<script type="module" crossorigin src="/assets/index-a1.js"></script><link rel="modulepreload" href="/assets/shared-b2.js">';

const files = (entryBytes: number, mapBytes: number) => [
  { name: 'index-a1.js', gzipBytes: entryBytes },
  { name: 'shared-b2.js', gzipBytes: 1000 },
  { name: 'map-view-c3.js', gzipBytes: mapBytes },
  { name: 'maplibre-gl-worker-d4.js', gzipBytes: 140_000 },
  { name: 'http-track-e5.js', gzipBytes: 900_000 },
];

describe('bundle budget', () => {
  it('weighs what the first paint waits for, and the map apart', () => {
    expect(weighBundle(HTML, files(40_000, 300_000))).toEqual({ entryBytes: 41_000, mapBytes: 440_000, problems: [] });
  });

  it('names what is over its budget', () => {
    expect(weighBundle(HTML, files(59_001, 300_000)).problems).toEqual([
      'the entry weighs 60.0 kB gzipped, its budget is 60.0 kB',
    ]);
    expect(weighBundle(HTML, files(40_000, 315_001)).problems[0]).toContain('the map with its worker');
  });

  it('notices a build without its parts, and an inline script', () => {
    expect(weighBundle('<html></html>', [])).toMatchObject({
      problems: [/names no script/, /no chunk/].map((text) => expect.stringMatching(text) as unknown),
    });
    expect(weighBundle(`${HTML}<script>alert(1)</script>`, files(1, 1)).problems[0]).toContain('inline script');
  });
});
