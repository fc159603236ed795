import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['*.test.ts', '{lib,platform,tenants,apps,bench,docs}/**/*.test.ts'],
    // Tests that start real processes (git, kubectl, npm) share two cores with the other workers.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
