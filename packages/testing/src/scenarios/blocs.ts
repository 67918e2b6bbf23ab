import { rncp36582Rulebook } from '@minutier/domain'
import type { Step } from '../given.ts'
import { idOf } from '../people.ts'
import type { World } from '../world.ts'
import { alix, allBlocs, candidacyOf, onDay, together } from './training.ts'

/** Blocs as the processes note them in a candidacy, without the MSPR behind them: in January and February 2024. */

type Fields = Readonly<Record<string, unknown>>

/** What a process carries to the candidacy of somebody, on a day: what `when` looks at. */
export function attemptingNote(type: string, day: string, data: Fields, name = alix): Step {
  return (world) => {
    onDay(world, day)
    return world.attemptNote('candidacy', candidacyOf(name), { type, data }, causeOf(world, type, name))
  }
}

/** The same, among the steps of `given`: a refusal throws. */
export function havingNote(type: string, day: string, data: Fields, name = alix): Step {
  return (world) => {
    onDay(world, day)
    world.note('candidacy', candidacyOf(name), { type, data }, causeOf(world, type, name))
  }
}

function causeOf(world: World, type: string, name: string): string {
  return idOf(`cause ${world.log.length} of ${type} of ${name}`)
}

/** In which MSPR a bloc is assessed; one of its own unless said. */
export function assignedBloc(bloc: string, mspr = bloc, name = alix): Step {
  return havingNote('MsprAssigned', '2024-01-09', { msprId: idOf(`mspr ${mspr}`), bloc }, name)
}

/** What sealed results say of a bloc: every competence acquired, or none. */
export function blocResult(bloc: string, passed = true, fields: Fields = {}): Fields {
  const competences = rncp36582Rulebook.blocs.find(({ code }) => code === bloc)?.competences.map(({ code }) => code) ?? []
  const [acquired, notAcquired] = passed ? [competences, []] : [[], competences]
  return { msprId: idOf(`mspr ${bloc}`), bloc, decidedOn: '2024-01-26', acquired, notAcquired, ...fields }
}

export function acquiredBloc(bloc: string, name = alix): Step {
  return together(assignedBloc(bloc, bloc, name), havingNote('BlocValidated', '2024-01-29', blocResult(bloc), name))
}

export function acquiredBlocs(blocs: readonly string[] = allBlocs, name = alix): Step {
  return together(...blocs.map((bloc) => acquiredBloc(bloc, name)))
}

/** Assessed and not validated, in one MSPR after the other. */
export function failedBloc(bloc: string, msprs: readonly string[] = [bloc], name = alix): Step {
  const failing = (mspr: string) =>
    together(
      assignedBloc(bloc, mspr, name),
      havingNote('BlocNotValidated', '2024-01-29', blocResult(bloc, false, { msprId: idOf(`mspr ${mspr}`) }), name),
    )
  return together(...msprs.map(failing))
}
