import {
  alix,
  attemptingMspr,
  blocAssessment,
  bo,
  candidacyOf,
  certifierSiret,
  cleo,
  commitmentOf,
  enrolled,
  having,
  idOf,
  individualWork,
  type MsprOf,
  msprBrief,
  msprDefence,
  msprId,
  msprJury,
  msprPreparation,
  msprSealing,
  msprTeam,
  onDay,
  rncp36582,
  type Step,
  somebody,
  together,
} from '@minutier/testing'

/** What the tests of an MSPR start from, and the commands that they look at. */

type Fields = Readonly<Record<string, unknown>>

export function enrolledTeam(...names: readonly string[]): Step {
  return together(...names.map((name) => enrolled(name)))
}

export const three = enrolledTeam(alix, bo, cleo)

export const issuing = (fields: Fields = {}, of: MsprOf = {}) => attemptingMspr('IssueMsprBrief', '2024-01-08', msprBrief(of, fields), of)

export const forming = (of: MsprOf = {}, day = '2024-01-09') => attemptingMspr('FormMsprTeam', day, msprTeam(of), of)

export const preparing = (fields: Fields = {}) => attemptingMspr('RecordMsprPreparation', '2024-01-19', msprPreparation(fields))

export const handingIn = (name = alix, fields: Fields = {}, day = '2024-01-19') =>
  attemptingMspr('SubmitIndividualWork', day, { ...individualWork(name), ...fields })

export const constituting = (names?: readonly string[], fields: Fields = {}) =>
  attemptingMspr('ConstituteMsprJury', '2024-01-22', msprJury(names, fields))

export const defending = (fields: Fields = {}, of: MsprOf = {}) =>
  attemptingMspr('RecordMsprDefence', '2024-01-26', msprDefence(fields, of), of)

export const assessing = (name = alix, fields: Fields = {}, day = '2024-01-26') =>
  attemptingMspr('AssessBloc', day, blocAssessment(name, fields))

export const absent = (name = bo, reason = 'noShow') =>
  attemptingMspr('RecordMsprAbsence', '2024-01-26', { candidacyId: candidacyOf(name), reason })

export const sealing = (fields: Fields = {}, day = '2024-01-29') => attemptingMspr('SealMsprResults', day, msprSealing(fields))

/** Members of a jury, entered as persons. */
export function somebodies(...names: readonly string[]): Step {
  return (world) => {
    for (const name of names) somebody(world, name)
  }
}

export const accommodationOf = (name: string) => idOf(`accommodation of ${name}`)

/** Measures asked of the centre's officer and granted, in the autumn before the MSPR unless the grant says another day. */
export function accommodated(name: string, measures: readonly Fields[], fields: Fields = {}): Step {
  const officer = 'Dominique Référent'
  const accommodationId = accommodationOf(name)
  const grant: Fields = { accommodationId, measures, effectiveOn: '2023-10-09', ...fields }
  return together(
    (world) => {
      somebody(world, officer)
      if (world.folded('partner', certifierSiret).revision >= 0) return
      world.run(
        'DesignateDisabilityOfficer',
        certifierSiret,
        { officerId: idOf(officer), fromOn: '2023-09-01' },
        onDay(world, '2023-09-01'),
      )
    },
    having('RequestAccommodation', '2023-10-02', { ...request, accommodationId, officerId: idOf(officer) }, name),
    having('GrantAccommodation', String(grant['effectiveOn']), grant, name),
  )
}

const request = { receivedOn: '2023-10-02', written: true, requestCommitment: commitmentOf('request') }

/** Exempted from parts of the MSPR of a bloc, by a grant that says so. */
export function exempted(name: string, epreuve: string, ...parts: readonly string[]): Step {
  const accommodationId = accommodationOf(name)
  const decider = 'Sacha Décideur'
  return together(
    accommodated(
      name,
      parts.map((part) => ({ type: 'exemption', epreuve, part })),
    ),
    somebodies(decider),
    ...parts.map((part) =>
      having(
        'ExemptEpreuvePart',
        '2023-10-16',
        { accommodationId, deciderId: idOf(decider), decidedOn: '2023-10-16', epreuve, part },
        name,
      ),
    ),
  )
}

/** What a process writes of a member whose candidacy no longer allows it. */
export const excluding =
  (name = bo, reason = 'alreadyAcquired', of: MsprOf = {}): Step =>
  (world) =>
    world.attemptNote(
      'mspr',
      msprId(of),
      { type: 'MsprTeamMemberExcluded', data: { candidacyId: candidacyOf(name), reason } },
      idOf('cause'),
    )

/** BC04 credited for the bloc of the other certification that the fiche names. */
export function creditedBc04(name: string, day: string): Step {
  const decider = 'Sacha Décideur'
  const credit = { sourceBloc: 'RNCP35584BC02', bloc: `${rncp36582}BC04`, obtainedOn: '2021-07-01', deciderId: idOf(decider) }
  return together(somebodies(decider), having('CreditBlocByEquivalence', day, { ...credit, proofCommitment: commitmentOf('proof') }, name))
}
