import { accessLog } from './access-log.ts'
import { commandKeys } from './command-keys.ts'
import { commandMacs } from './command-mac.ts'
import { commitmentOf, SALT_BYTES } from './commitment.ts'
import { openContext, type VaultOptions } from './context.ts'
import { envelopes as envelopesOf } from './envelope.ts'
import { facts as factsOf } from './facts.ts'
import { groupCommit } from './group-commit.ts'
import { guard } from './guard.ts'
import { identityIndex } from './identity-index.ts'
import { keyedIds } from './keyed-id.ts'
import { assertId } from './names.ts'
import { personKeys } from './person-keys.ts'
import { reading } from './reading.ts'
import { kekRotation } from './rotation/kek.ts'
import { personKeyRotation } from './rotation/person-key.ts'
import { rotations } from './rotation/rotations.ts'
import { sealing } from './seal.ts'
import { statistics } from './stats.ts'
import { sweeping } from './sweep.ts'
import { asVaultError } from './transactions.ts'

export type Vault = ReturnType<typeof openVault>

/**
 * Opens or creates a vault: sealed personal data, one key a person, and the only door to it.
 * @throws VAULT_KEY_FILE_…, VAULT_KEY_MISMATCH, VAULT_ORIGIN_MISMATCH, VAULT_NEWER_SCHEMA, VAULT_NOT_A_VAULT, VAULT_CORRUPT
 */
export function openVault(options: VaultOptions) {
  try {
    return compose(options)
  } catch (error) {
    throw asVaultError(error)
  }
}

function compose(options: VaultOptions) {
  const context = openContext(options)
  const { db, keyring, random } = context
  const facts = factsOf(db)
  const accesses = accessLog(db)
  const keys = personKeys(context)
  const envelopes = envelopesOf(context, keys)
  const index = identityIndex(context)
  const group = groupCommit(context.tx)
  const sealed = sealing({ context, group, facts, keys, envelopes, index })
  const read = reading({ context, group, facts, envelopes, accesses })
  const macs = commandMacs(commandKeys(context))
  const person = personKeyRotation({ context, facts, keys, envelopes })
  const rotate = rotations({ context, kek: kekRotation(context), person })
  const count = statistics(context)
  const { guarded, awaited, close } = guard(() => {
    group.flush()
    db.close()
    keys.forget()
    keyring.forget()
  })

  return {
    /** The commitment of a payload, with a fresh salt unless one is given. */
    commitment(payload: unknown, salt: Uint8Array = random(SALT_BYTES)): { commitment: string; salt: Uint8Array } {
      return { commitment: commitmentOf(payload, salt), salt }
    },
    seal: awaited(sealed.seal),
    open: guarded(read.open),
    openMany: guarded(read.openMany),
    current: awaited(read.current),
    matches: guarded(read.matches),
    state: guarded(read.state),
    sealedUnder: guarded(read.sealedUnder),
    /** What is sealed of a person, in order of sealing, unopened. */
    facts: guarded((personId: string) => {
      assertId(personId)
      return facts.ofPerson(personId)
    }),
    search: guarded(index.search),
    keyedId: guarded(keyedIds(context)),
    accesses: guarded(accesses.list),
    commandMac: guarded(macs.commandMac),
    commandMacOfText: guarded(macs.commandMacOfText),
    verifyCommandMac: guarded(macs.verifyCommandMac),
    verifyCommandMacOfText: guarded(macs.verifyCommandMacOfText),
    rotateKek: awaited(rotate.rotateKek),
    rotatePersonKey: awaited(rotate.rotatePersonKey),
    resumeRotations: awaited(rotate.resumeRotations),
    sweepOrphans: awaited(sweeping({ context, facts }).sweepOrphans),
    stats: guarded(() => ({
      ...count(),
      comparisons: read.comparisons(),
      cachedKeys: keys.cached(),
    })),
    /** Commits what waits, closes the file, overwrites the keys in memory. */
    close,
  }
}
