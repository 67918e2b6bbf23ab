import { integer } from './column.ts'
import type { Context } from './context.ts'
import { SCHEMA_VERSION } from './schema.ts'

/** What `doctor` and the metrics show: counts and names of keys, nothing of a person. */
export function statistics({ db, keyring, origin }: Context) {
  const counts = db.prepare(`SELECT
    (SELECT count(*) FROM facts) AS facts,
    (SELECT count(DISTINCT person_id) FROM person_keys) AS persons,
    (SELECT count(*) FROM identity_index) AS indexed,
    (SELECT count(*) FROM command_keys WHERE wrapped_key IS NOT NULL) AS command_keys,
    (SELECT count(*) FROM accesses) AS accesses,
    (SELECT count(*) FROM person_keys WHERE kek_id <> :kek) + (SELECT count(*) FROM command_keys WHERE kek_id <> :kek) AS to_rewrap,
    (SELECT count(*) FROM facts JOIN (SELECT person_id AS id, max(key_version) AS newest FROM person_keys GROUP BY person_id
      HAVING count(*) > 1) ON person_id = id AND key_version < newest) AS to_reseal`)

  return () => {
    const row = counts.get({ kek: keyring.currentId() }) ?? {}
    return {
      schemaVersion: SCHEMA_VERSION,
      origin,
      kekId: keyring.currentId(),
      persons: integer(row, 'persons'),
      facts: integer(row, 'facts'),
      indexed: integer(row, 'indexed'),
      commandKeys: integer(row, 'command_keys'),
      accesses: integer(row, 'accesses'),
      /** Rows that a rotation has still to treat. */
      toRewrap: integer(row, 'to_rewrap'),
      toReseal: integer(row, 'to_reseal'),
    }
  }
}
