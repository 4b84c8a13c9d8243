/**
 * `schemaHash` of every schema of a community that was released, the newest last. What stands in a
 * database must be one of these: a dropped trigger or a changed CHECK changes the hash. A test pins
 * the last one to what migrations/community makes.
 */
export const releasedSchemaHashes: readonly string[] = [
  '2925083b2d04fd0a168110b2715237f3e4daf845e44636efa0e6d7126efc60f0',
]
