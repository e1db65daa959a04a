import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/** The page is built once and embedded in the window; it is never served from a network. */
export default defineConfig({
  plugins: [svelte()],
  base: './',
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    target: ['es2022', 'safari16.4', 'chrome116'],
    // The content security policy allows fonts and images from files only.
    assetsInlineLimit: 0,
    // The order of styles does not hang on which part is read first.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: false
  }
});
