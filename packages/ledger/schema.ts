/**
 * `schemaHash` of every schema of a community that was released, the newest last. What stands in a
 * database must be one of these: a dropped trigger or a changed CHECK changes the hash. A test pins
 * the last one to what migrations/community makes.
 */
export const releasedSchemaHashes: readonly string[] = [
  'ff324bf9f1d1ac03a3b1aae26de622eed2330230414a6b58a2d2cec813a7fbe7',
]
