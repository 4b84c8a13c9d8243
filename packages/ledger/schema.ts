/**
 * `schemaHash` of every schema of a community that was released, the newest last. What stands in a
 * database must be one of these: a dropped trigger or a changed CHECK changes the hash. A test pins
 * the last one to what migrations/community makes.
 */
export const releasedSchemaHashes: readonly string[] = [
  '69e5e4d5b6cfc9451b514170b27dffe4b80be49b7d15efd0509535f26c228ad2',
  'eaf6a075ec94f24f3cd504b5655e9b1290a0641fd7cb0647662d3ed721e485a3',
]
