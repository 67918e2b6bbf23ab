import { type Check, inState, type Judgment, judged, need, say } from '../kernel/judgment.ts'
import { noneForeign, notIngested, once } from './judge.ts'
import { type Answer, answerLists, reportOf, type Transmission } from './state.ts'

/** What a processing report says of one passage. */
export interface ReportedResult {
  readonly candidacyId: string
  readonly result: Answer['result']
}

/**
 * May this report be taken in? Judged whole before anything of it is recorded: one that names what was not sent, says something twice, or
 * contradicts what is settled, changes nothing.
 */
export function judgeReport(state: Transmission, idTraitement: string, results: readonly ReportedResult[]): Judgment {
  const ids = results.map(({ candidacyId }) => candidacyId)
  return judged(
    inState(state.status, 'deposited', 'acknowledged'),
    noneForeign(ids, state),
    notIngested(idTraitement, state),
    once(ids),
    noContradiction(state, results),
    goesOn(state, idTraitement, results),
  )
}

/** The results that are to be listed under this number: neither settled by another report, nor listed before a crash. */
export function stillToList<R extends ReportedResult>(state: Transmission, idTraitement: string, results: readonly R[]): R[] {
  const settled = answerLists.index(state.settled)
  const listed = answerLists.index(reportOf(state, idTraitement).answers)
  return results.filter(({ candidacyId }) => !settled.has(candidacyId) && !listed.has(candidacyId))
}

/** G7: what is settled stays so. A file that is processed again finds what it brought: that says the same. */
function noContradiction(state: Transmission, results: readonly ReportedResult[]): Check {
  const settled = answerLists.index(state.settled)
  const contradicted = results.filter(({ candidacyId, result }) => {
    const known = settled.get(candidacyId)
    return known !== undefined && isRejected(known) !== isRejected({ result })
  })
  return need('G7', contradicted.length === 0, {
    found: contradicted.map(({ candidacyId }) => candidacyId),
    expected: say('les résultats déjà connus', 'the results known already'),
  })
}

/** G7: what was listed under this number before a crash is of the same report, and no other has settled it meanwhile. */
function goesOn(state: Transmission, idTraitement: string, results: readonly ReportedResult[]): Check {
  const { answers } = reportOf(state, idTraitement)
  const settled = answerLists.index(state.settled)
  const said = new Map(answers.size === 0 ? [] : results.map(({ candidacyId, result }) => [candidacyId, result] as const))
  const others = answers.pages.flatMap((page) =>
    page.filter(({ candidacyId, result }) => said.get(candidacyId) !== result || settled.has(candidacyId)),
  )
  return need('G7', others.length === 0, {
    found: others.map(({ candidacyId }) => candidacyId),
    expected: say('le rapport dont la lecture a commencé', 'the report that was begun'),
  })
}

function isRejected({ result }: Pick<Answer, 'result'>): boolean {
  return result === 'rejected'
}
