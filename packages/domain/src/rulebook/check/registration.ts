import type { Registration } from '../fiche.ts'
import type { Rulebook } from '../schema.ts'
import { type Problem, problem } from './problem.ts'

/** Agreement with the register's entry: same certification, certifier, blocs and competences, no route that it closes. */
export function registrationProblems(rulebook: Rulebook, registration: Registration): Problem[] {
  const { certification, certifierSiret, blocs, jury } = rulebook
  const { certifierSirets, openRoutes } = registration
  return [
    ...(certification === registration.certification
      ? []
      : [problem('foreignCertification', 'certification', { found: certification, expected: registration.certification })]),
    ...(certifierSirets.includes(certifierSiret)
      ? []
      : [problem('foreignCertifier', 'certifierSiret', { found: certifierSiret, expected: certifierSirets.join(', ') })]),
    ...differences(
      blocs.map((bloc, at) => ({ code: bloc.code, path: `blocs[${at}].code` })),
      registration.blocs,
    ),
    ...differences(
      blocs.flatMap((bloc, at) => bloc.competences.map(({ code }, index) => ({ code, path: `blocs[${at}].competences[${index}].code` }))),
      registration.competences,
    ),
    ...jury.routes.flatMap((route, index) =>
      openRoutes.includes(route)
        ? []
        : [problem('closedRoute', `jury.routes[${index}]`, { found: route, expected: openRoutes.join(', ') })],
    ),
  ]
}

function differences(own: readonly { code: string; path: string }[], registered: readonly string[]): Problem[] {
  return [
    ...own.flatMap(({ code, path }) => (registered.includes(code) ? [] : [problem('notInRegister', path, { found: code })])),
    ...registered.flatMap((code) => (own.some((one) => one.code === code) ? [] : [problem('leftOut', 'blocs', { found: code })])),
  ]
}
