/**
 * `schemaHash` of every schema of a community that was released, the newest last. What stands in a
 * database must be one of these: a dropped trigger or a changed CHECK changes the hash. A test pins
 * the last one to what migrations/community makes.
 */
export const releasedSchemaHashes: readonly string[] = [
  '69e5e4d5b6cfc9451b514170b27dffe4b80be49b7d15efd0509535f26c228ad2',
  'd5485f118fe46791edaa5fa05c89c50b2f947077abb3f5b512a7579ef0be5dd6',
]
