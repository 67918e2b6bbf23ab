import { type Fiche, rulebookSchema } from '@minutier/domain'
import { z } from 'zod'
import type { ReadBloc } from './blocs.ts'
import { FicheError } from './errors.ts'

/** Of each bloc, the codes of its competences and the activity that begins them. */
export type CompetencesOf = ReadonlyMap<
  string,
  { readonly activity: Fiche['blocs'][number]['activity']; readonly codes: readonly string[] }
>

/**
 * The codes that the lists of competences clearly have: one at the start of its line, each bloc's own activity, numbered from 1 without
 * a gap. The lists are free text, in which a code may stand in the middle of a line or be cut: with any doubt there are none.
 */
export function listedCompetences(blocs: readonly ReadBloc[]): CompetencesOf | undefined {
  const found = new Map(blocs.map(({ code, list }) => [code, codesListed(list)] as const))
  const competencesOf = withActivities(found)
  if (competencesOf === undefined) return undefined
  const whole = [...competencesOf.values()].every(({ activity, codes }) => codes.every((code, at) => code === `${activity}C${at + 1}`))
  return whole ? competencesOf : undefined
}

function codesListed(list: string): string[] {
  const lines = list.replace(/<[^<>]*>/g, '\n').split('\n')
  return lines.flatMap((line) => /^(?:&nbsp;|[\s\p{P}\p{S}])*(A[0-9]{1,2}C[0-9]{1,2})(?![\p{L}0-9])/u.exec(line)?.[1] ?? [])
}

/** Undefined where a bloc has none, has those of two activities, or shares its activity with another. */
function withActivities(found: ReadonlyMap<string, readonly string[]>): CompetencesOf | undefined {
  const competencesOf = new Map<string, { activity: string; codes: readonly string[] }>()
  for (const [bloc, codes] of found) {
    const activities = new Set(codes.map((code) => /^A[0-9]{1,2}(?=C[0-9]{1,2}$)/.exec(code)?.[0]))
    const [activity] = activities
    const shared = [...competencesOf.values()].some((other) => other.activity === activity)
    if (activity === undefined || activities.size > 1 || shared || new Set(codes).size < codes.length) return undefined
    competencesOf.set(bloc, { activity, codes })
  }
  return competencesOf
}

const companion = z.record(z.string(), z.array(z.string()))

/** The codes that a person gives beside the fiche: bloc → codes, or a rulebook, whose blocs have theirs. */
export function givenCompetences(kind: 'competences' | 'rulebook', document: unknown, blocs: readonly ReadBloc[]): CompetencesOf {
  const given = kind === 'competences' ? fromCompanion(document) : fromRulebook(document)
  const [extra] = [...given.keys()].filter((code) => !blocs.some((bloc) => bloc.code === code))
  const [absent] = blocs.filter(({ code }) => !given.has(code))
  if (extra !== undefined) throw new FicheError('FICHE_COMPANION_FOREIGN', extra)
  if (absent) throw new FicheError('FICHE_COMPANION_ABSENT', absent.code)
  return given
}

function fromCompanion(document: unknown): CompetencesOf {
  const { data } = companion.safeParse(document)
  const competencesOf = data && withActivities(new Map(Object.entries(data)))
  if (!competencesOf) throw new FicheError('FICHE_COMPANION_SHAPE')
  return competencesOf
}

function fromRulebook(document: unknown): CompetencesOf {
  const { data, error } = rulebookSchema.safeParse(document)
  if (!data) throw new FicheError('FICHE_COMPANION_RULEBOOK', error.issues[0]?.path.join('.'))
  return new Map(data.blocs.map(({ code, activity, competences }) => [code, { activity, codes: competences.map((one) => one.code) }]))
}

/** The blocs and competences of the document: a bloc's activity is that of its competences. */
export function withCompetences(blocs: readonly ReadBloc[], competencesOf: CompetencesOf): Pick<Fiche, 'blocs' | 'competences'> {
  return {
    blocs: blocs.map(({ code, title }) => ({ code, title, activity: competencesOf.get(code)?.activity ?? '' })),
    competences: blocs.flatMap(({ code: bloc }) => (competencesOf.get(bloc)?.codes ?? []).map((code) => ({ code, bloc }))),
  }
}
