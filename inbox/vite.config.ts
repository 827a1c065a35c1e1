import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The inbox, and the script of the page at `/`, for the folder that the server gives them from. */
export default defineConfig({
  root: here('.'),
  base: '/inbox/',
  logLevel: 'warn',
  // The list's library is written for React, whose names Preact has.
  resolve: {
    alias: {
      'react/jsx-runtime': 'preact/jsx-runtime',
      react: 'preact/compat',
      'react-dom': 'preact/compat',
    },
  },
  build: {
    outDir: here('../dist/inbox'),
    emptyOutDir: true,
    target: 'es2023',
    // What it would add for old browsers is an inline script.
    modulePreload: { polyfill: false },
    // Pictures inside the style sheet would be data: URLs; there are none.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // A module that says that it is for clients says so to servers that render; here is none.
      onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
      input: { index: here('index.html'), home: here('home.ts') },
      output: { entryFileNames: ({ name }) => (name === 'home' ? 'home.js' : 'assets/[name]-[hash].js') },
    },
  },
})
