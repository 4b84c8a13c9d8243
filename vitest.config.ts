import { defineConfig } from 'vitest/config'

const oxc = { jsx: { runtime: 'automatic' as const, importSource: 'hono/jsx' } }

export default defineConfig({
  oxc,
  test: {
    // A run would leave one core to others, which of two is half; what is alone stays alone.
    maxWorkers: '100%',
    projects: [
      {
        oxc,
        test: { name: 'tidy', include: ['test/tidy/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        oxc,
        test: {
          name: 'all',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/tidy/**', 'test/bench/**', '**/node_modules/**'],
          globalSetup: ['test/support/demoFolder.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
