import { sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const erasedPerson = sqliteTable('erased_person', {
  person: text().primaryKey(),
})
