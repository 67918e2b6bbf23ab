import type { Rulebook } from '../schema.ts'
import { type Problem, problem, repeated } from './problem.ts'

/** Blocs, their competences, and whatever else of the document names a bloc. */
export function blocProblems(rulebook: Rulebook): Problem[] {
  const { blocs, certification } = rulebook
  const competences = blocs.flatMap((bloc, at) =>
    bloc.competences.map(({ code }, index) => ({ code, activity: bloc.activity, path: `blocs[${at}].competences[${index}].code` })),
  )
  return [
    ...repeated(
      blocs.map((bloc) => bloc.code),
      (index) => `blocs[${index}].code`,
    ),
    ...repeated(
      blocs.map((bloc) => bloc.activity),
      (index) => `blocs[${index}].activity`,
    ),
    ...blocs.flatMap(({ code }, index) =>
      code.startsWith(`${certification}BC`)
        ? []
        : [problem('foreignBloc', `blocs[${index}].code`, { found: code, expected: certification })],
    ),
    ...repeated(
      competences.map(({ code }) => code),
      (index) => competences[index]?.path ?? '',
    ),
    ...competences.flatMap(({ code, activity, path }) =>
      code.startsWith(`${activity}C`) ? [] : [problem('foreignCompetence', path, { found: code, expected: activity })],
    ),
    ...equivalenceProblems(rulebook),
    ...conditionProblems(rulebook),
  ]
}

function equivalenceProblems({ blocs, certification, equivalences }: Rulebook): Problem[] {
  const own = new Set(blocs.map((bloc) => bloc.code))
  return [
    ...repeated(
      equivalences.map(({ sourceBloc, bloc }) => `${sourceBloc} → ${bloc}`),
      (index) => `equivalences[${index}]`,
    ),
    ...equivalences.flatMap(({ sourceBloc, bloc }, index) => [
      ...(own.has(bloc) ? [] : [problem('foreignBloc', `equivalences[${index}].bloc`, { found: bloc, expected: certification })]),
      ...(own.has(sourceBloc) ? [problem('ownSource', `equivalences[${index}].sourceBloc`, { found: sourceBloc })] : []),
    ]),
  ]
}

function conditionProblems({ blocs, certification, conditions }: Rulebook): Problem[] {
  const own = new Set(blocs.map((bloc) => bloc.code))
  const named = [
    ...conditions.blocOrder.flatMap(({ first, second }, index) => [
      { bloc: first, path: `conditions.blocOrder[${index}].first` },
      { bloc: second, path: `conditions.blocOrder[${index}].second` },
    ]),
    ...conditions.blocPrerequisites.map(({ bloc }, index) => ({ bloc, path: `conditions.blocPrerequisites[${index}].bloc` })),
  ]
  const circle = conditions.blocOrder.find(({ first, second }) => reaches(conditions.blocOrder, second, first))
  return [
    ...named.flatMap(({ bloc, path }) => (own.has(bloc) ? [] : [problem('foreignBloc', path, { found: bloc, expected: certification })])),
    ...(circle ? [problem('circularOrder', 'conditions.blocOrder', { found: circle.first })] : []),
  ]
}

/** Whether the order leads from one bloc to the other, directly or through others. */
function reaches(order: Rulebook['conditions']['blocOrder'], from: string, to: string): boolean {
  const reached = new Set([from])
  for (const bloc of reached) {
    for (const { first, second } of order) if (first === bloc) reached.add(second)
  }
  return reached.has(to)
}
