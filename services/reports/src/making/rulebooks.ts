import { type Rulebook, rulebookInForce, rulebookSchema } from '@minutier/domain'
import type { Making } from './report.ts'

/** The rulebook in force on a day, as far as the report's size knows; null where none was. */
export function rulebooksOf({ certification, ledger }: Pick<Making, 'certification' | 'ledger'>): (day: string) => Rulebook | null {
  const known = new Map<string, Rulebook>()
  return (day) => {
    const version = rulebookInForce(certification.state, day)
    if (!version) return null
    const rulebook = known.get(version.fingerprint) ?? rulebookSchema.parse(ledger.documents.read(version.fingerprint))
    known.set(version.fingerprint, rulebook)
    return rulebook
  }
}
