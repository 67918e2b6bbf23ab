import { type CommandType, rncp36582Rulebook } from '@minutier/domain'
import type { Step } from '../given.ts'
import { certifierSiret, commitmentOf, fingerprintOf, idOf } from '../people.ts'
import { type Acting, known, type World } from '../world.ts'

/** The way into a training, as steps that other tests start from: each plays what stands before it, on days of 2023. */

type Fields = Readonly<Record<string, unknown>>

export const alix = 'Alix Exemple'
export const rncp36582 = rncp36582Rulebook.certification
export const allBlocs: readonly string[] = rncp36582Rulebook.blocs.map(({ code }) => code)

/** The candidacy of somebody: its id is that of the name. */
export function candidacyOf(name: string): string {
  return idOf(`candidacy of ${name}`)
}

/** Brings the clock to a day, if it is not past it, and acts on that day: a second candidate's history starts before the first one's ends. */
export function onDay(world: World, day: string): Acting {
  const occurredAt = `${day}T10:00:00.000Z`
  if (world.now < occurredAt) world.at(occurredAt)
  return { occurredAt }
}

/** Somebody with an identity, entered once. */
export function somebody(world: World, name: string): string {
  const id = idOf(name)
  return world.folded('person', id).state.known ? id : known(world, name)
}

/** A command on the candidacy of somebody, on a day: what `when` looks at. */
export function attempting(type: CommandType, day: string, fields: Fields = {}, name = alix, acting: Acting = {}): Step {
  return (world) => world.attempt(type, candidacyOf(name), fields, { ...onDay(world, day), ...acting })
}

/** The same, among the steps of `given`: a refusal throws. */
export function having(type: CommandType, day: string, fields: Fields = {}, name = alix, acting: Acting = {}): Step {
  return (world) => world.run(type, candidacyOf(name), fields, { ...onDay(world, day), ...acting })
}

/** Several steps as one. */
export function together(...steps: readonly Step[]): Step {
  return (world) => {
    for (const step of steps) step(world)
  }
}

const place: Fields = { route: 'CA', centreSiret: certifierSiret, territory: 'FR' }

/** What an application says, but for what a test says otherwise. */
export function application(name: string, fields: Fields = {}): Fields {
  return {
    personId: idOf(name),
    certification: rncp36582,
    ...place,
    pieces: ['cv', 'letter'],
    fileCommitment: commitmentOf(`application of ${name}`),
    ...fields,
  }
}

export function applied(name = alix, fields: Fields = {}): Step {
  return (world) => {
    somebody(world, name)
    return world.run('ReceiveApplication', candidacyOf(name), application(name, fields), onDay(world, '2023-03-06'))
  }
}

export const levelSix: Fields = { ground: 'P1', evidence: 'level6-informatics', evidenceCommitment: commitmentOf('evidence') }

export function prerequisiteVerified(name = alix, fields: Fields = levelSix): Step {
  return having('VerifyPrerequisite', '2023-03-20', fields, name)
}

/** The tests and the interview, which P4 asks of everybody. */
export function tested(name = alix): Step {
  const interviewer = 'Camille Exemple'
  return together(
    having('RecordPositioningTest', '2023-03-27', { test: 'informatics', outcome: 'passed' }, name),
    (world) => somebody(world, interviewer),
    having('RecordSelectionInterview', '2023-04-03', { interviewerId: idOf(interviewer), outcome: 'favourable' }, name),
  )
}

/** Everything is there, and nothing is decided. */
export function readyForAdmission(name = alix, fields: Fields = {}): Step {
  return together(applied(name, fields), prerequisiteVerified(name), tested(name))
}

export function admitted(name = alix, fields: Fields = {}): Step {
  return together(readyForAdmission(name, fields), having('GrantAdmission', '2023-04-11', {}, name))
}

/** What an enrolment says, but for what a test says otherwise. */
export function enrolment(fields: Fields = {}): Fields {
  return { ...place, enrolledOn: '2023-09-04', targetBlocs: allBlocs, initiative: 'candidate', ...fields }
}

/** Enrolled at the certifier's centre for the whole certification; the route, the place and the rest may be said otherwise. */
export function enrolled(name = alix, fields: Fields = {}): Step {
  const said = enrolment(fields)
  const { route, centreSiret, territory } = said
  const enrolledOn = String(said['enrolledOn'])
  return together(admitted(name, { route, centreSiret, territory }), having('EnrolCandidate', enrolledOn, said, name))
}

export function apprentice(name = alix, fields: Fields = {}): Step {
  return enrolled(name, { route: 'CA', ...fields })
}

export function withdrawn(name = alix, effectiveOn = '2024-01-15'): Step {
  return having('WithdrawEnrolment', effectiveOn, { effectiveOn, reason: 'candidateRequest' }, name)
}

/** A partner that prepares and assesses, for the whole certification unless said otherwise. */
export function habilitated(siret: string, fields: Fields = {}): Step {
  return (world) =>
    world.run('HabilitatePartner', siret, {
      habilitationId: idOf(`habilitation of ${siret}`),
      certification: rncp36582,
      scope: 'HABILITATION_ORGA_FORM',
      blocs: allBlocs,
      fromOn: '2022-09-01',
      untilOn: '2025-08-31',
      conventionFingerprint: fingerprintOf(`convention of ${siret}`),
      subcontracting: false,
      ...fields,
    })
}

/** A change of the registration: `SuspendRegistration`, `ReinstateRegistration`, `WithdrawRegistration`. */
export function registration(type: CommandType, effectiveOn: string, reason: string): Step {
  return (world) => {
    const decisionFingerprint = fingerprintOf(`decision of ${effectiveOn}`)
    return world.run(type, rncp36582, { effectiveOn, decisionFingerprint, reason }, onDay(world, effectiveOn))
  }
}
