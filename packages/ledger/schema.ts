/**
 * `schemaHash` of every schema of a community that was released, the newest last. What stands in a
 * database must be one of these: a dropped trigger or a changed CHECK changes the hash. A test pins
 * the last one to what migrations/community makes.
 */
export const releasedSchemaHashes: readonly string[] = [
  '9f15b59b9e51a0ea92f3f1dd9b8c3288970610d343347832f146db40b9ac2b93',
]
