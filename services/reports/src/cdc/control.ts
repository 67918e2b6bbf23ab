import type { CivilStatus } from '@minutier/domain'
import { birthPlaceOf } from './birth-place.ts'
import type { Passage } from './passage.ts'

/** What keeps a passage from being sent: an element of the schema, and what is wrong with it. Never a value. */
export interface Missing {
  readonly element: string
  readonly code: 'missing' | 'tooLong' | 'forbiddenCharacter' | 'impossibleDate' | 'unknownPlace'
}

/** Everything that keeps a passage from a file of that day (exchange reference, 6.3, 6.5 and 6.11). */
export function missingIn(passage: Passage, day: string): readonly Missing[] {
  const { identity } = passage
  if (identity === null) return [{ element: 'titulaire', code: 'missing' }]
  return [...identityMissing(identity), ...datesWrong(passage, identity, day)]
}

function identityMissing(identity: CivilStatus): Missing[] {
  const { familyName, usageName, givenName, otherGivenNames = [], sex } = identity
  const [second, third] = otherGivenNames
  const place = birthPlaceOf(identity)
  return [
    ...text('nomNaissance', familyName, 60),
    ...text('nomUsage', usageName, 60),
    ...text('prenom1', givenName, 60),
    ...text('prenom2', second, 60),
    ...text('prenom3', third, 60),
    ...(sex === undefined ? [{ element: 'sexe', code: 'missing' as const }] : []),
    ...('problem' in place
      ? [{ element: 'codeCommuneNaissance', code: place.problem }]
      : text('libelleCommuneNaissance', place.town ?? undefined, 60)),
  ]
}

/** Lengths in characters, as the schema counts them: code points, of a text in NFC. */
function text(element: string, value: string | undefined, most: number): Missing[] {
  if (value === undefined) return []
  const composed = value.normalize('NFC')
  const problems: Missing[] = []
  if ([...composed].length > most) problems.push({ element, code: 'tooLong' })
  if (forbidden.test(composed)) problems.push({ element, code: 'forbiddenCharacter' })
  return problems
}

/** What XML 1.0 cannot hold, and line ends, which it would change. */
const forbidden = /[^\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u

/** Birth < entry ≤ exam ≤ issuance ≤ day of the file; years from 1900 on. */
function datesWrong({ enteredOn, heldOn, issuedOn }: Passage, { birthDate }: CivilStatus, day: string): Missing[] {
  const steps: readonly (readonly [element: string, on: string | null])[] = [
    ['dateInscription', enteredOn],
    ['dateDebutExamen', heldOn],
    ['dateDebutValidite', issuedOn],
  ]
  const problems: Missing[] = []
  let before = birthDate
  if (birthDate < '1900-01-01') problems.push({ element: 'anneeNaissance', code: 'impossibleDate' })
  for (const [element, on] of steps) {
    if (on === null) continue
    if (on < before || on === birthDate || on > day) problems.push({ element, code: 'impossibleDate' })
    before = on
  }
  return problems
}
