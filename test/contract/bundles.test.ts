import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { App, Stack } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { START_ENVIRONMENT, trivialEvent } from '../../bench/bundle/invalid-events.ts';
import { startHandler } from '../../bench/bundle/start-handler.ts';
import { AppFunction } from '../../lib/constructs/functions/app-function.ts';

/** With what each answers an event that needs no database. */
const OUTCOMES = {
  'http-api': 'answered 200',
  websocket: 'answered 403',
} as const;
/** Of the SDK, what each loads when it starts; the rest it loads when that is used. */
const LOADED_AT_START: Readonly<Record<string, readonly string[]>> = {
  'http-api': [],
  websocket: ['client-apigatewaymanagementapi'],
};
const SECRET_ARN = 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:uri-AbCdEf';
const repository = fileURLToPath(new URL('../..', import.meta.url));
/** Away from the checkout, so that a bundle finds nothing but what is put beside it. */
const folder = mkdtempSync(join(tmpdir(), 'airlines-bundles-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Bundles functions as a deployment does. @returns where each one's module is */
function bundle(name: string, bundlesSdk: boolean): Map<string, string> {
  const outdir = join(folder, name);
  const app = new App({ outdir });
  const stack = new Stack(app, 'Bundles');
  const settings = {
    stage: 'dev',
    database: { login: 'secret', uri: Secret.fromSecretCompleteArn(stack, 'Uri', SECRET_ARN) } as const,
    ...({ logRetention: RetentionDays.ONE_WEEK, logLevel: 'info', bundlesSdk, egress: null } as const),
  };
  for (const each of Object.keys(OUTCOMES)) {
    new AppFunction(stack, each, { folder: each, description: each, databaseRole: 'reader', settings });
  }
  app.synth();
  const modules = readdirSync(outdir)
    .filter((file) => file.startsWith('asset.'))
    .map((asset) => join(outdir, asset, 'index.mjs'));
  const nameOf = (module: string): string =>
    /lambdas\/([^/]+)\/handler\.ts"/.exec(readFileSync(`${module}.map`, 'utf8'))?.[1] ?? module;
  return new Map(modules.map((module) => [nameOf(module), module]));
}

describe.each([
  { name: 'without the SDK, beside that of the runtime', bundlesSdk: false },
  { name: 'with the SDK, beside nothing', bundlesSdk: true },
])('a function that is bundled $name', ({ bundlesSdk }) => {
  let modules: Map<string, string>;
  beforeAll(() => {
    const name = bundlesSdk ? 'whole' : 'lean';
    modules = bundle(name, bundlesSdk);
    if (bundlesSdk) return;
    const runtime = join(folder, name, 'node_modules');
    mkdirSync(runtime);
    for (const scope of ['@aws-sdk', '@smithy'])
      symlinkSync(join(repository, 'node_modules', scope), join(runtime, scope));
  });

  it.each(Object.entries(OUTCOMES))('starts and answers: %s', async (name, outcome) => {
    const path = modules.get(name) ?? '';
    const text = readFileSync(path, 'utf8');
    const loaded = [...text.matchAll(/from\s*"@aws-sdk\/([^"]+)"/g)].map(([, client]) => client);
    expect(loaded).toEqual(bundlesSdk ? [] : LOADED_AT_START[name]);
    expect(/import\("@aws-sdk\//.test(text)).toBe(!bundlesSdk);
    const start = await startHandler({ path, event: trivialEvent(name), env: START_ENVIRONMENT });
    expect(start.outcome).toBe(outcome);
  });

  it('has a source map that names files and holds none of their text', () => {
    for (const module of modules.values()) {
      expect(readFileSync(`${module}.map`, 'utf8')).not.toContain('sourcesContent');
    }
  });
});

/** Bundles take `node:url` in place of `whatwg-url`, the driver's copy of it. */
describe('an address of the database', () => {
  const probe = `
    import { ConnectionString } from 'mongodb-connection-string-url';
    export function read(address) {
      try {
        const { href, hosts, pathname, username, password, isSRV, searchParams } = new ConnectionString(address);
        return { href, hosts, pathname, username, password, isSRV, options: [...searchParams] };
      } catch (error) {
        return error.message;
      }
    }`;
  type Read = (address: string) => unknown;

  async function reader(name: string, alias: Record<string, string>): Promise<Read> {
    const outfile = join(folder, `${name}.cjs`);
    const stdin = { contents: probe, resolveDir: repository };
    await build({ stdin, outfile, alias, bundle: true, platform: 'node', format: 'cjs' });
    const module = (await import(pathToFileURL(outfile).href)) as { read: Read };
    return module.read;
  }

  it.each([
    'mongodb://127.0.0.1:27017/?replicaSet=rs0&w=majority',
    'mongodb+srv://cluster0.abcde.mongodb.net/?authSource=%24external&authMechanism=MONGODB-AWS',
    'mongodb://user:p%40ss%2Fw%C3%B6rd@a:1,b:2,[::1]:3/db?readPreferenceTags=dc:ny,rack:1&readPreferenceTags=',
    'mongodb://bücher.example/?appName=a b%zz',
    'mongodb+srv://a,b/',
    'mongodb://a%b@h/',
    'https://example.org/',
  ])('means the same in a bundle: %s', async (address) => {
    const [own, driver] = await Promise.all([reader('own', { 'whatwg-url': 'node:url' }), reader('driver', {})]);
    expect(own(address)).toEqual(driver(address));
  });
});
