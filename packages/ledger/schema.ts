/**
 * `schemaHash` of every schema of a community that was released, the newest last. What stands in a
 * database must be one of these: a dropped trigger or a changed CHECK changes the hash. A test pins
 * the last one to what migrations/community makes.
 */
export const releasedSchemaHashes: readonly string[] = [
  '69e5e4d5b6cfc9451b514170b27dffe4b80be49b7d15efd0509535f26c228ad2',
  '26a1433bb47b9ce01ffb8bdfb020e14ab43db7c95182f200cb31796f4d89c99e',
  '70504c80674710b0ee8677ebb66195476fd88ef646781513fcd19d20caf45f99',
  '1efc06e351243ab5fe0e6e23b9139e2b318e85df69e3992d84bdabb88766c3c6',
]
