import { registrationOf, rncp36582Fiche, rncp36582Rulebook } from '@minutier/domain'
import { full, issued, session } from './juries.ts'
import { candidate, certifierSiret, staff as enterStaff, partnerSiret, type Staff } from './people.ts'
import { file, fingerprintOf, idOf, type Player } from './player.ts'
import { accommodated, admitted, blocs, certification, dossier, enrolled, mspr } from './training.ts'
import { deposited, verifiedVaes } from './vae.ts'

const [bc01 = '', bc02 = '', bc03 = '', bc04 = ''] = blocs

/** Commands of the whole story: what the progress bar is out of. */
export const commandCount = 632

/** Candidates whom a reader is shown first. */
export interface Shown {
  readonly successful: string
  readonly retaken: string
  readonly revoked: string
}

/** An invented promotion of 24, over the five open routes, from the registration in 2022 to a late issuance in 2025. */
export async function playPromotion(player: Player): Promise<Shown> {
  const staff = await openSchool(player)
  const trained = await firstPromotion(player, staff)
  const second = await vaeCandidates(player, staff)
  const late = await enrolled(player, staff, { at: 22, route: 'CA', year: 2024 })
  await secondFile(player, staff, second)
  await lateIssuance(player, staff, late)
  const revoked = await revocation(player, trained.revoked)
  return { ...trained, revoked }
}

async function openSchool(player: Player): Promise<Staff> {
  player.on('2022-07-01')
  const ficheFingerprint = await player.keep(rncp36582Fiche)
  const rulebookFingerprint = await player.keep(rncp36582Rulebook)
  const { certification: _, ...registration } = registrationOf(rncp36582Fiche)
  const on = { certification }
  await player.run('ImportCertification', on, { ...registration, ficheFingerprint })
  const proposalEventId = await player.event('ProposeRulebook', on, { rulebookVersion: rncp36582Rulebook.version, rulebookFingerprint })
  const version = { certification, rulebookVersion: rncp36582Rulebook.version }
  await player.run('ConfirmRulebook', version, { proposalEventId, effectiveOn: rncp36582Fiche.registeredOn }, 'secondCertifier')
  const staff = await enterStaff(player)
  for (const siret of [certifierSiret, partnerSiret])
    await player.run('DesignateDisabilityOfficer', { siret }, { officerId: staff.officer, fromOn: '2022-07-01' })
  const habilitation = {
    habilitationId: idOf('habilitation'),
    certification,
    scope: 'HABILITATION_ORGA_FORM',
    blocs,
    fromOn: '2022-07-01',
    untilOn: '2025-12-31',
    conventionFingerprint: fingerprintOf('convention'),
    subcontracting: false,
  }
  await player.run('HabilitatePartner', { siret: partnerSiret }, habilitation)
  return staff
}

/** Seventeen in training in 2022–2023: four teams, and what may happen to each. */
async function firstPromotion(player: Player, staff: Staff): Promise<Shown> {
  const routes = ['CA', 'CA', 'CA', 'CA', 'FI', 'FI', 'CQ', 'CQ', 'FC', 'FC', 'FC', 'FC', 'CA', 'CA', 'CA', 'CA'] as const
  const candidacies: string[] = []
  for (const [at, route] of routes.entries()) {
    const centre = at >= 12 ? partnerSiret : certifierSiret
    candidacies.push(await admitted(player, staff, { at, route, year: 2022, centre, exceptional: at === 9 }))
  }
  await refusedAndPending(player)
  for (const [at, route] of routes.entries()) {
    player.on('2022-09-05')
    const centreSiret = at >= 12 ? partnerSiret : certifierSiret
    const enrolment = {
      route,
      centreSiret,
      territory: 'FR',
      enrolledOn: '2022-09-05',
      targetBlocs: blocs,
      initiative: route === 'CA' || route === 'CQ' ? 'employer' : 'candidate',
    }
    await player.run('EnrolCandidate', { candidacyId: candidacies[at] ?? '' }, enrolment)
  }
  return teamsOf2023(player, staff, candidacies)
}

/** One refused, one admitted who never came. */
async function refusedAndPending(player: Player): Promise<void> {
  player.on('2022-07-11')
  const application = {
    certification,
    route: 'FI',
    centreSiret: certifierSiret,
    territory: 'FR',
    pieces: ['cv', 'letter'],
    file: file('candidature'),
  }
  const refused = await player.run('ReceiveApplication', {}, { ...application, personId: await candidate(player, 16) }, 'registrar')
  await player.run(
    'RefuseAdmission',
    { candidacyId: refused },
    { reason: 'prerequisitesNotMet', motive: { text: 'Ni prérequis, ni expérience.' } },
  )
  await player.run('ReceiveApplication', {}, { ...application, personId: await candidate(player, 17) }, 'registrar')
}

async function teamsOf2023(player: Player, staff: Staff, all: readonly string[]): Promise<Shown> {
  const [a, b, c, d] = [all.slice(0, 4), all.slice(4, 8), all.slice(8, 12), all.slice(12, 16)]
  const [extra = '', exception = '', retaking = '', exempted = ''] = b
  const [credited = '', exceptional = '', leaving = '', failing = ''] = c
  const third = await accommodated(player, staff, extra, '2022-10-10', [
    { type: 'extraTime', epreuve: 'final', normalMinutes: 45, grantedMinutes: 60 },
    { type: 'extraTime', epreuve: `mspr:${bc01}`, part: 'oral', normalMinutes: 30, grantedMinutes: 40 },
  ])
  const medical = await accommodated(
    player,
    staff,
    exception,
    '2022-10-17',
    [{ type: 'extraTime', epreuve: 'final', normalMinutes: 45, grantedMinutes: 90 }],
    idOf('medical request'),
  )
  await exemptedFromWritten(player, staff, exempted)
  player.on('2022-11-07')
  await player.run(
    'CreditBlocByEquivalence',
    { candidacyId: credited },
    { sourceBloc: 'RNCP35584BC02', bloc: bc04, obtainedOn: '2021-06-30', deciderId: staff.pedagogy, proof: file('attestation-bloc') },
  )
  for (const team of [a, b, c])
    await mspr(player, staff, { bloc: bc01, day: '2022-12-12', team, ...(team === b && { accommodationIds: [third], plannedMinutes: 40 }) })
  await mspr(player, staff, { bloc: bc01, day: '2022-12-13', team: d, centre: partnerSiret })
  player.on('2023-01-16')
  await player.run('WithdrawEnrolment', { candidacyId: leaving }, { effectiveOn: '2023-01-16', reason: 'candidateRequest' })
  const rest = c.filter((one) => one !== leaving)
  for (const [bloc, day] of [
    [bc02, '2023-02-13'],
    [bc03, '2023-04-03'],
    [bc04, '2023-05-15'],
  ] as const) {
    for (const team of [a, b, rest, d]) {
      const members = bloc === bc04 ? team.filter((one) => one !== credited) : team
      await mspr(player, staff, {
        bloc,
        day,
        team: members,
        ...(team === d && { centre: partnerSiret }),
        ...(bloc === bc03 && team === b && { failing: [retaking] }),
      })
    }
  }
  await mspr(player, staff, { bloc: bc03, day: '2023-06-05', team: [retaking] })
  return finalsOf2023(player, staff, { a, d, third, medical, extra, exception, retaking, exempted, credited, exceptional, failing })
}

async function exemptedFromWritten(player: Player, staff: Staff, candidacyId: string): Promise<void> {
  const accommodationId = await accommodated(player, staff, candidacyId, '2022-10-24', [
    { type: 'exemption', epreuve: 'final', part: 'written' },
  ])
  await player.run(
    'ExemptEpreuvePart',
    { candidacyId },
    { accommodationId, deciderId: staff.pedagogy, decidedOn: '2022-10-24', epreuve: 'final', part: 'written' },
  )
}

interface Finals {
  readonly a: readonly string[]
  readonly d: readonly string[]
  readonly third: string
  readonly medical: string
  readonly extra: string
  readonly exception: string
  readonly retaking: string
  readonly exempted: string
  readonly credited: string
  readonly exceptional: string
  readonly failing: string
}

async function finalsOf2023(
  player: Player,
  staff: Staff,
  { a, d, third, medical, extra, exception, retaking, exempted, credited, exceptional, failing }: Finals,
): Promise<Shown> {
  for (const candidacyId of [...a, ...d, retaking]) await dossier(player, candidacyId, '2023-06-12', 'alternance')
  for (const candidacyId of [extra, exception]) await dossier(player, candidacyId, '2023-06-12', 'stage')
  for (const candidacyId of [credited, exceptional, failing]) await dossier(player, candidacyId, '2023-06-13', 'stage', 60)
  const final = (candidacyId: string) => ({ candidacyId, object: 'final' as const, decision: full })
  const decisions = await session(player, staff, '2023-07-04', [...a, ...d].map(final))
  await session(player, staff, '2023-07-05', [
    { ...final(extra), accommodationIds: [third], minutes: 60 },
    { ...final(exception), accommodationIds: [medical], minutes: 90 },
    ...[retaking, exempted, credited, exceptional].map(final),
    {
      candidacyId: failing,
      object: 'final',
      decision: { outcome: 'partial', finalEpreuve: 'notValidated', reason: 'defenceInsufficient' },
      against: true,
    },
  ])
  for (const candidacyId of [...a, ...d, extra, exception, retaking, exempted, credited, exceptional])
    await issued(player, staff, candidacyId, '2023-07-17')
  const [successful = '', revoked = ''] = a
  return { successful, retaken: retaking, revoked: `${revoked} ${decisions.get(revoked) ?? ''}` }
}

/** Total, partial, refused, and partial for one who comes back with a second file. */
async function vaeCandidates(player: Player, staff: Staff): Promise<string> {
  const [total = '', partial = '', refused = '', second = ''] = await verifiedVaes(player, staff, [18, 19, 20, 21], 2024)
  await session(player, staff, '2024-07-02', [
    { candidacyId: total, object: 'vae', decision: { outcome: 'total', blocs } },
    { candidacyId: partial, object: 'vae', decision: { outcome: 'partial', blocs: [bc01, bc04], reason: 'blocsMissing' } },
    { candidacyId: refused, object: 'vae', decision: { outcome: 'refused', reason: 'experienceNotProved' }, against: true },
    { candidacyId: second, object: 'vae', decision: { outcome: 'partial', blocs: [bc02], reason: 'blocsMissing' } },
  ])
  await issued(player, staff, total, '2024-07-15')
  return second
}

async function secondFile(player: Player, staff: Staff, second: string): Promise<void> {
  await deposited(player, second, '2025-01-13')
  await session(player, staff, '2025-03-04', [
    { candidacyId: second, object: 'vae', decision: { outcome: 'total', blocs: [bc01, bc03, bc04] } },
  ])
  await issued(player, staff, second, '2025-03-17')
}

/** Enrolled before the registration expired, certified after: the law allows it (W2). */
async function lateIssuance(player: Player, staff: Staff, candidacyId: string): Promise<void> {
  for (const [bloc, day] of [
    [bc01, '2025-03-24'],
    [bc02, '2025-04-14'],
    [bc03, '2025-05-12'],
    [bc04, '2025-06-10'],
  ] as const)
    await mspr(player, staff, { bloc, day, team: [candidacyId] })
  await dossier(player, candidacyId, '2025-09-01', 'alternance')
  await session(player, staff, '2025-09-16', [{ candidacyId, object: 'final', decision: full }])
  await issued(player, staff, candidacyId, '2025-09-22')
}

/** A decision annulled after an appeal, and the certificate revoked: each asked by one person and confirmed by another. */
async function revocation(player: Player, named: string): Promise<string> {
  const [candidacyId = ''] = named.split(' ')
  player.on('2025-11-03')
  const requestEventId = await player.event('RequestCertificateRevocation', { candidacyId }, { reason: 'fraud' })
  player.on('2025-11-10')
  await player.run('RevokeCertificate', { candidacyId }, { requestEventId, effectiveOn: '2025-11-10' }, 'secondCertifier')
  return candidacyId
}
