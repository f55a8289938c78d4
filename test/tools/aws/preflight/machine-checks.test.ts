import { describe, expect, test } from 'vitest';
import { checkImageBuilder, checkPageBuilt, checkRegion } from '../../../../tools/aws/preflight/machine-checks.ts';

describe("what builds the producer's image", () => {
  const look = async (arch: string, answers: Readonly<Record<string, string>>, command = 'docker') => {
    const probe = (name: string, args: readonly string[]) =>
      Promise.resolve(answers[[name, ...args].join(' ')] ?? null);
    const [finding] = await checkImageBuilder({ command, arch }, probe);
    return finding;
  };

  test('is missing without an engine that answers', async () => {
    expect(await look('x64', {})).toMatchObject({ level: 'missing' });
    expect(await look('x64', { 'docker info': '' }, 'finch')).toMatchObject({ level: 'missing' });
  });

  test('is there on arm64, or where it builds for it', async () => {
    expect(await look('arm64', { 'docker info': '' })).toMatchObject({ level: 'ok' });
    const buildx = 'Name: default\nPlatforms: linux/amd64, linux/amd64/v2, linux/arm64, linux/386';
    expect(await look('x64', { 'docker info': '', 'docker buildx inspect': buildx })).toMatchObject({ level: 'ok' });
  });

  test('lacks the emulation that it needs on another processor, and says how to get it', async () => {
    const buildx = 'Platforms: linux/amd64, linux/386';
    const finding = await look('x64', { 'docker info': '', 'docker buildx inspect': buildx });
    expect(finding).toMatchObject({ level: 'missing', remedies: [expect.stringContaining('--install arm64')] });
    expect(await look('x64', { 'docker info': '' })).toMatchObject({ level: 'warning' });
  });
});

test('a region that is not set and a page that is not built stop a deployment', () => {
  expect(checkRegion('eu-central-1')).toMatchObject([{ level: 'ok' }]);
  expect(checkRegion(null)).toMatchObject([{ level: 'missing', text: expect.stringContaining('us-east-1') as string }]);
  expect(checkPageBuilt(true)).toMatchObject([{ level: 'ok' }]);
  expect(checkPageBuilt(false)).toMatchObject([{ level: 'missing', remedies: ['npm run build:page'] }]);
});
