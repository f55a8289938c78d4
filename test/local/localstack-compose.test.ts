import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const text = readFileSync(new URL('../../localstack-compose.yml', import.meta.url), 'utf8');

describe('localstack-compose.yml', () => {
  it('publishes every port on 127.0.0.1 only', () => {
    const published = [...text.matchAll(/ports:\n((?: +- .*\n)+)/g)].flatMap(([, list]) =>
      (list ?? '').trim().split(/\n\s*/),
    );
    expect(published).toHaveLength(3);
    for (const port of published) expect(port).toMatch(/^- 127\.0\.0\.1:/);
  });

  it('names every image by its exact version', () => {
    const images = [...text.matchAll(/image: (\S+)/g)].map(([, image]) => image);
    expect(images).toHaveLength(3);
    for (const image of images) expect(image).toMatch(/:\d+\.\d+\.\d+$/);
  });
});
