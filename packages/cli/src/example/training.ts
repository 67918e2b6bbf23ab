import { rncp36582Rulebook } from '@minutier/domain'
import { candidate, certifierSiret, type Staff } from './people.ts'
import { file, fingerprintOf, idOf, type Player } from './player.ts'

type Fields = Readonly<Record<string, unknown>>

export const certification = rncp36582Rulebook.certification
export const blocs = rncp36582Rulebook.blocs.map(({ code }) => code)

export interface Entry {
  readonly at: number
  readonly route: 'FI' | 'CA' | 'FC' | 'CQ'
  readonly year: number
  readonly centre?: string
  /** Without P1: admitted exceptionally. */
  readonly exceptional?: boolean
}

/** From the application to the admission, in the spring. Answers the candidacy. */
export async function admitted(
  player: Player,
  staff: Staff,
  { at, route, year, centre = certifierSiret, exceptional = false }: Entry,
): Promise<string> {
  player.on(`${year}-07-04`)
  const personId = await candidate(player, at)
  const application = {
    personId,
    certification,
    route,
    centreSiret: centre,
    territory: 'FR',
    pieces: ['cv', 'letter'],
    file: file(`candidature-${at}`),
  }
  const candidacyId = await player.run('ReceiveApplication', {}, application, centre === certifierSiret ? 'registrar' : 'certifier')
  const on = { candidacyId }
  if (exceptional) await exceptionally(player, staff, candidacyId)
  else await player.run('VerifyPrerequisite', on, { ground: 'P1', evidence: 'bac3-informatics', evidenceFile: file(`diplome-${at}`) })
  player.on(`${year}-07-11`)
  await player.run('RecordPositioningTest', on, { test: 'informatics', outcome: 'passed' })
  await player.run('RecordSelectionInterview', on, { interviewerId: staff.recruiter, outcome: 'favourable' })
  await player.run('GrantAdmission', on, {})
  return candidacyId
}

async function exceptionally(player: Player, { pedagogy, recruiter }: Staff, candidacyId: string): Promise<void> {
  await player.run('RequestExceptionalAdmission', { candidacyId }, { file: file('demande-exceptionnelle') })
  const commission = [
    { memberId: pedagogy, quality: 'pedagogical-direction' },
    { memberId: recruiter, quality: 'recruitment' },
  ]
  await player.run(
    'GrantExceptionalAdmission',
    { candidacyId },
    { commission, reason: 'experienceEquivalent', motive: { text: 'Cinq ans de développement, sans diplôme.' } },
  )
}

export async function enrolled(player: Player, staff: Staff, entry: Entry): Promise<string> {
  const candidacyId = await admitted(player, staff, entry)
  const enrolledOn = `${entry.year}-09-05`
  player.on(enrolledOn)
  const enrolment = {
    route: entry.route,
    centreSiret: entry.centre ?? certifierSiret,
    territory: 'FR',
    enrolledOn,
    targetBlocs: blocs,
    initiative: entry.route === 'CA' ? 'employer' : 'candidate',
  }
  await player.run('EnrolCandidate', { candidacyId }, enrolment)
  return candidacyId
}

export interface Situation {
  readonly bloc: string
  readonly day: string
  readonly team: readonly string[]
  readonly centre?: string
  /** Who is absent at the defence, who does not validate. */
  readonly absent?: readonly string[]
  readonly failing?: readonly string[]
  readonly accommodationIds?: readonly string[]
  readonly plannedMinutes?: number
}

/** An MSPR, from its brief to its sealed results. */
export async function mspr(player: Player, staff: Staff, situation: Situation): Promise<string> {
  const { bloc, day, team, centre = certifierSiret, absent = [] } = situation
  player.on(day)
  const preparationMinutes = bloc === blocs[1] ? 1260 : 1800
  const brief = {
    certification,
    bloc,
    briefId: idOf(`brief ${bloc} ${day}`),
    briefFingerprint: fingerprintOf(`brief ${bloc} ${day}`),
    issuerSiret: certifierSiret,
    caseKind: 'fictional',
    preparationMinutes,
    centreSiret: centre,
  }
  const msprId = await player.run('IssueMsprBrief', {}, brief)
  const on = { msprId }
  await player.run('FormMsprTeam', on, { candidacyIds: team })
  await player.run('RecordMsprPreparation', on, { fromOn: day, untilOn: day, allottedMinutes: preparationMinutes, accommodationIds: [] })
  for (const candidacyId of team)
    await player.run('SubmitIndividualWork', on, { candidacyId, fingerprint: fingerprintOf(`${msprId} ${candidacyId}`) })
  const [first = '', second = ''] = staff.outsiders
  await player.run(
    'ConstituteMsprJury',
    on,
    { members: [first, second].map((memberId) => ({ memberId, expertise: true })) },
    'jurySecretary',
  )
  for (const candidacyId of absent) await player.run('RecordMsprAbsence', on, { candidacyId, reason: 'noShow' })
  await defendMspr(player, msprId, situation, [first, second])
  return msprId
}

async function defendMspr(
  player: Player,
  msprId: string,
  { bloc, day, team, absent = [], failing = [], accommodationIds = [], plannedMinutes = 30 }: Situation,
  sittingIds: readonly string[],
): Promise<void> {
  const on = { msprId }
  const presentIds = team.filter((one) => !absent.includes(one))
  await player.run(
    'RecordMsprDefence',
    on,
    { heldOn: day, mode: 'onSite', presentIds, sittingIds, plannedMinutes, actualMinutes: 31, accommodationIds },
    'jurySecretary',
  )
  const competences = rncp36582Rulebook.blocs.find(({ code }) => code === bloc)?.competences ?? []
  for (const candidacyId of presentIds) {
    const failed = failing.includes(candidacyId)
    const outcome: Fields = failed
      ? { favourableCount: 0, outcome: 'notValidated', reason: 'competencesNotAcquired' }
      : { favourableCount: 2, outcome: 'validated' }
    await player.run(
      'AssessBloc',
      on,
      {
        candidacyId,
        bloc,
        competences: competences.map(({ code }, at) => ({ competence: code, acquired: !failed || at > 2 })),
        ...outcome,
      },
      'jurySecretary',
    )
  }
  await player.run(
    'SealMsprResults',
    on,
    { resultsFingerprint: fingerprintOf(`results ${msprId}`), signedIds: sittingIds, unsigned: [] },
    'jurySecretary',
  )
}

export async function dossier(player: Player, candidacyId: string, day: string, kind: 'alternance' | 'stage', pages = 54): Promise<void> {
  player.on(day)
  const year = Number(day.slice(0, 4))
  const workPeriod = { kind, fromOn: `${year - 1}-09-05`, untilOn: `${year}-05-31` }
  await player.run(
    'SubmitDossier',
    { candidacyId },
    { pages, fingerprint: fingerprintOf(`dossier ${candidacyId} ${day}`), workPeriod, attestation: file('attestation-employeur') },
  )
  await player.run('AcceptDossier', { candidacyId }, {})
}

/** A request to the disability officer, and what was granted. */
export async function accommodated(
  player: Player,
  staff: Staff,
  candidacyId: string,
  day: string,
  measures: readonly Fields[],
  medicalRequestId?: string,
): Promise<string> {
  player.on(day)
  const accommodationId = idOf(`accommodation ${candidacyId}`)
  await player.run(
    'RequestAccommodation',
    { candidacyId },
    { accommodationId, receivedOn: day, written: true, officerId: staff.officer, request: file('demande-ecrite') },
  )
  await player.run(
    'GrantAccommodation',
    { candidacyId, accommodationId },
    { measures, effectiveOn: day, ...(medicalRequestId !== undefined && { medicalRequestId }) },
  )
  return accommodationId
}
