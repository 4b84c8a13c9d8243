import { splitSql } from '@commonhour/host'
import { expect, test } from 'vitest'

test('a migration is split at its semicolons', () => {
  expect(splitSql('CREATE TABLE a (x);\n\nINSERT INTO a VALUES (1);')).toEqual([
    'CREATE TABLE a (x)',
    'INSERT INTO a VALUES (1)',
  ])
})

test('the last statement needs no semicolon, and nothing is no statement', () => {
  expect(splitSql('SELECT 1')).toEqual(['SELECT 1'])
  expect(splitSql(' ;; \n-- only a comment\n')).toEqual([])
})

test('a semicolon in a string, a quoted name or a comment is no end', () => {
  const one = `INSERT INTO "a;b" VALUES ('it''s; here', [x;y], \`z;\`) /* no; end */ -- nor; here`
  expect(splitSql(`${one}\n; SELECT 2;`)).toEqual([one, 'SELECT 2'])
})

test('a trigger ends at its own END, not at the statements or the CASE inside it', () => {
  const trigger = `CREATE TEMP TRIGGER t AFTER INSERT ON a WHEN NEW.x > 1
BEGIN
  SELECT CASE WHEN NEW.x = 2 THEN RAISE(ABORT, 'two; no') END;
  -- a comment; between
  UPDATE a SET x = 1;
END`
  expect(splitSql(`${trigger};\nSELECT 3;`)).toEqual([trigger, 'SELECT 3'])
})

test('a comment before a trigger does not hide it', () => {
  const trigger = '-- why\nCREATE TRIGGER t DELETE ON a BEGIN SELECT 1; SELECT 2; END'
  expect(splitSql(`${trigger} ; SELECT 3`)).toEqual([trigger, 'SELECT 3'])
})
