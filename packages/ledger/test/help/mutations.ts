import { kinds, parseStream } from '@minutier/domain'
import fc from 'fast-check'
import type { Fields } from './candidates.ts'
import { idIn, type Scene, type Step } from './scene.ts'

/** Histories that are almost legal: steps left out, repeated, moved or said otherwise, facts annulled and rectified in between. */

export interface Told {
  readonly step: Step
  readonly alter: (body: Fields) => Fields
}

const legal = (body: Fields): Fields => body

export interface Mutation {
  readonly how: 'drop' | 'repeat' | 'move' | 'alter' | 'annul' | 'rectify'
  readonly at: number
  readonly to: number
  readonly value: number
}

/** How far a history will be from the legal one: how many of its steps are touched. */
export function mutations(minLength: number, maxLength: number): fc.Arbitrary<Mutation[]> {
  const mutation: fc.Arbitrary<Mutation> = fc.record({
    how: fc.constantFrom('drop', 'repeat', 'move', 'alter', 'alter', 'annul', 'rectify'),
    at: fc.nat(1000),
    to: fc.nat(1000),
    value: fc.nat(15),
  })
  return fc.array(mutation, { minLength, maxLength })
}

/** The history as the mutations make it, one after the other. */
export function mutated(steps: readonly Step[], by: readonly Mutation[]): Told[] {
  return by.reduce<Told[]>(
    mutate,
    steps.map((step) => ({ step, alter: legal })),
  )
}

function mutate(told: Told[], { how, at, to, value }: Mutation): Told[] {
  const from = at % told.length
  const one = told[from]
  if (!one) return told
  const without = told.toSpliced(from, 1)
  switch (how) {
    case 'drop':
      return without
    case 'repeat':
      return told.toSpliced(to % told.length, 0, one)
    case 'move':
      return without.toSpliced(to % told.length, 0, one)
    case 'alter':
      return told.toSpliced(from, 1, { ...one, alter: (body) => altered(body, to, value) })
    default:
      return told.toSpliced(from, 0, { step: correction(how, to), alter: legal })
  }
}

/** One member of a body, said otherwise: often still well formed, and often against a rule. */
function altered(body: Fields, at: number, value: number): Fields {
  const names = Object.keys(body)
  const name = names[at % names.length]
  return name === undefined ? body : { ...body, [name]: otherwise(body[name], value) }
}

const words: readonly (readonly string[])[] = [
  ['full', 'partial', 'failed', 'adjourned'],
  ['total', 'partial', 'refused'],
  ['validated', 'notValidated'],
  ['final', 'file', 'vae'],
  ['RNCP36582BC01', 'RNCP36582BC02', 'RNCP36582BC03', 'RNCP36582BC04'],
  ['FR', 'NC'],
]

function otherwise(one: unknown, value: number): unknown {
  if (typeof one === 'number') return one + ([-10, -1, 1, 10, 400][value % 5] ?? 0)
  if (typeof one === 'boolean') return !one
  if (Array.isArray(one)) return [one.slice(1), one.slice(0, 1), [...one, ...one.slice(0, 1)], []][value % 4]
  if (typeof one !== 'string') return one
  const list = words.find((some) => some.includes(one))
  if (list) return list[value % list.length]
  if (/^\d{4}-\d{2}-\d{2}$/.test(one)) return [`2022${one.slice(4)}`, '2023-06-01', '2024-02-29', '2025-07-02'][value % 4]
  return one
}

/** A correction of some fact that is recorded by then: its stream is that of the fact. */
function correction(how: string, nth: number): Step {
  const fact = async (scene: Scene) => {
    const facts = (await scene.play.log()).filter(({ role, stream }) => role !== 'process' && /^(candidacy|jury|mspr)-/.test(stream))
    const chosen = facts[nth % Math.max(1, facts.length)]
    const found = parseStream(chosen?.stream ?? '')
    scene.ids.set('corrected', found?.id ?? '')
    scene.ids.set('kind of corrected', found?.kind ?? '')
    return chosen
  }
  const why = { reason: 'typingError', authority: 'certifier' }
  return {
    type: how === 'annul' ? 'AnnulFact' : 'RectifyFact',
    on: 'corrected',
    day: '2024-07-03',
    kind: ({ ids }) => kinds.find((kind) => kind === ids.get('kind of corrected')) ?? 'candidacy',
    body: async (scene) => {
      const chosen = await fact(scene)
      const corrected = { correctedEventId: chosen?.id ?? idIn(scene, 'no fact'), ...why }
      return how === 'annul' ? corrected : { ...corrected, correction: rectification(chosen?.data ?? {}, nth) }
    },
  }
}

function rectification(data: Fields, nth: number): Fields {
  const changed = altered(data, nth, nth)
  return Object.fromEntries(Object.entries(changed).filter(([name, one]) => one !== data[name]))
}
