import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { ensureBaseMap } from '../tools/build-base-map.ts';
import { precompress } from '../tools/precompress.ts';

const BACKEND = 'http://127.0.0.1:8080';

/**
 * The static site. Its root is this folder, its output `frontend/dist`. The map library is a chunk of its own that is
 * loaded after the first paint; nothing is inlined, because the content security policy allows no inline script.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [
    { name: 'base-map', buildStart: ensureBaseMap },
    {
      name: 'precompress',
      apply: 'build',
      async writeBundle({ dir }) {
        if (dir !== undefined) await precompress(dir);
      },
    },
    preact({ devToolsEnabled: false, prefreshEnabled: false }),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    sourcemap: false,
    chunkSizeWarningLimit: 1200,
  },
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': BACKEND,
      '/config.json': BACKEND,
      '/ws': { target: BACKEND.replace('http', 'ws'), ws: true },
    },
  },
});
