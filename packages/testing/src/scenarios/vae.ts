import type { Decision } from '@minutier/domain'
import type { Step } from '../given.ts'
import { certifierSiret, commitmentOf, idOf } from '../people.ts'
import type { World } from '../world.ts'
import { alix, candidacyOf, having, onDay, rncp36582, somebody, together } from './training.ts'

/** The road of a VAE, as steps that other tests start from: each plays what stands before it, on days of 2023 and 2024. */

type Fields = Readonly<Record<string, unknown>>

/** What a feasibility file says, but for what a test says otherwise. */
export function feasibilityFile(name: string, fields: Fields = {}): Fields {
  return {
    personId: idOf(name),
    certification: rncp36582,
    centreSiret: certifierSiret,
    target: 'certification',
    targetBlocs: [],
    territory: 'FR',
    receivedOn: '2023-10-02',
    fileCommitment: commitmentOf(`feasibility file of ${name}`),
    ...fields,
  }
}

/**
 * A feasibility file as the ledger records it: the year's place is reserved in the person's stream first, and given back when the file
 * is refused. `journey` tells the candidacies of one person apart.
 */
export function depositing(name = alix, fields: Fields = {}, journey = name): Step {
  return (world) => {
    somebody(world, name)
    return deposit(world, candidacyOf(journey), feasibilityFile(name, fields))
  }
}

function deposit(world: World, candidacyId: string, file: Fields): Decision {
  const { certification, target, receivedOn } = file
  const personId = String(file['personId'])
  const acting = onDay(world, String(receivedOn))
  const year = Number(String(receivedOn).slice(0, 4))
  const reserved = world.attemptNote('person', personId, { type: 'VaeFileReserved', data: { candidacyId, certification, year, target } })
  if (reserved.outcome === 'refused') return reserved
  const decision = world.attempt('RecordFeasibilityFile', candidacyId, file, acting)
  if (decision.outcome === 'refused') world.note('person', personId, { type: 'VaeFileReleased', data: { candidacyId } })
  return decision
}

export function receivedVae(name = alix, fields: Fields = {}, journey = name): Step {
  return (world) => {
    const decision = depositing(name, fields, journey)(world)
    if (typeof decision === 'object' && decision.outcome === 'refused') {
      throw new Error(`RecordFeasibilityFile was refused: ${JSON.stringify(decision.refusal)}`)
    }
  }
}

export function admissibleVae(name = alix, fields: Fields = {}, journey = name): Step {
  return together(
    receivedVae(name, fields, journey),
    having('DeclareFeasibilityFileComplete', '2023-10-16', {}, journey),
    having('GrantAdmissibility', '2023-11-13', { decidedOn: '2023-11-13' }, journey),
  )
}

export function validationFile(receivedOn: string, journey = alix): Fields {
  return { receivedOn, fileCommitment: commitmentOf(`validation file of ${journey}`) }
}

export function depositedVae(name = alix, fields: Fields = {}, journey = name): Step {
  return together(
    admissibleVae(name, fields, journey),
    having('RecordValidationFile', '2024-01-15', validationFile('2024-01-15', journey), journey),
  )
}

export function verifiedVae(name = alix, fields: Fields = {}, journey = name): Step {
  return together(depositedVae(name, fields, journey), having('VerifyValidationFile', '2024-01-22', {}, journey))
}

/** The hearing of a VAE as a jury's process notes it, without the session behind it. */
export function heardVae(name = alix, fields: Fields = {}, journey = name): Step {
  const juryId = idOf(`jury of ${journey}`)
  return together(verifiedVae(name, fields, journey), (world) => {
    noteOn(world, journey, '2024-02-05', 'HearingScheduled', { juryId, plannedOn: '2024-03-18' })
    noteOn(world, journey, '2024-03-18', 'HearingCompleted', { juryId, heardOn: '2024-03-18' })
  })
}

export type VaeOutcome = 'VaeTotallyValidated' | 'VaePartiallyValidated' | 'VaeRefused'

/** What sealed minutes make of a candidacy, without the session behind them: what `when` looks at. */
export function decidingVae(type: VaeOutcome, blocs: readonly string[], decidedOn = '2024-03-18', journey = alix): Step {
  return (world) => {
    onDay(world, decidedOn)
    const data = { juryId: idOf(`jury of ${journey}`), decidedOn, blocs }
    return world.attemptNote('candidacy', candidacyOf(journey), { type, data }, idOf(`decision on ${journey}`))
  }
}

/** The same, among the steps of `given`: a refusal throws. */
export function decidedVae(type: VaeOutcome, blocs: readonly string[], decidedOn = '2024-03-18', journey = alix): Step {
  return (world) => noteOn(world, journey, decidedOn, type, { juryId: idOf(`jury of ${journey}`), decidedOn, blocs })
}

function noteOn(world: World, name: string, day: string, type: string, data: Fields): void {
  onDay(world, day)
  world.note('candidacy', candidacyOf(name), { type, data }, idOf(`cause of ${type} of ${name}`))
}
