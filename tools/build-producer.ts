/** `npm run build:producer`: bundles the position producer into one file for its container image. */
import { build } from 'esbuild';

const { metafile } = await build({
  entryPoints: ['services/position-producer/main.ts'],
  outfile: 'services/position-producer/dist/main.mjs',
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  sourcemap: true,
  metafile: true,
  // kafkajs and the MongoDB driver are CommonJS and require Node's own modules.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});
for (const [file, { bytes }] of Object.entries(metafile.outputs)) console.log(`${file} ${Math.ceil(bytes / 1024)} kB`);
