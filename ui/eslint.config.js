import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const oneDoor = {
  group: ['@tauri-apps/*'],
  message: 'Only src/ipc talks to the window.'
};

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/ipc/bindings.ts'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: globals.browser } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig }
    }
  },
  {
    rules: {
      'no-console': 'error',
      'no-undef': 'off',
      'no-restricted-globals': ['error', 'localStorage', 'sessionStorage', 'indexedDB'],
      'no-restricted-imports': ['error', { patterns: [oneDoor] }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'svelte/no-at-html-tags': 'error',
      // Plain Map and Set are wanted where nothing on screen depends on them.
      'svelte/prefer-svelte-reactivity': 'off',
      'svelte/no-inline-styles': 'error'
    }
  },
  {
    files: ['src/ipc/**'],
    rules: { 'no-restricted-imports': 'off' }
  },
  {
    files: ['*.config.js', '*.config.ts'],
    languageOptions: { globals: globals.node }
  }
);
