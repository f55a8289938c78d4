/**
 * `npm run build:producer`: bundles what the container image of the position producer runs: the producer, and the command that
 * brings the topics into line. What they share is in files beside them.
 */
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

const DIST = 'services/position-producer/dist';
rmSync(DIST, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: ['services/position-producer/main.ts', 'services/position-producer/topics.ts'],
  outdir: DIST,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  sourcemap: true,
  metafile: true,
  // kafkajs and the MongoDB driver are CommonJS and require Node's own modules.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});
for (const [file, { bytes }] of Object.entries(metafile.outputs)) console.log(`${file} ${Math.ceil(bytes / 1024)} kB`);
