/**
 * `schemaHash` of every schema of a community that was released, the newest last. What stands in a
 * database must be one of these: a dropped trigger or a changed CHECK changes the hash. A test pins
 * the last one to what migrations/community makes.
 */
export const releasedSchemaHashes: readonly string[] = [
  '75109051627dd61f6d23e9292d85ae95b4e436968ef6645f69d627d136fba5ed',
]
