import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDataFolder } from '@minutier/ledger'
import { certifierSiret, type Play, playOn, register } from '@minutier/testing'
import type { Test } from 'tap'
import { run } from '../../src/run.ts'

export function aFolder(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'minutier-cli-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command in this process, as somebody at a terminal of 100 columns would. */
export async function minutier(argv: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Said> {
  const said: { out: string[]; err: string[] } = { out: [], err: [] }
  const code = await run(argv, environment, {
    out: (text) => said.out.push(text),
    err: (text) => said.err.push(text),
    interactive: false,
    columns: 100,
    signal: new AbortController().signal,
  })
  return { code, out: said.out.join('\n'), err: said.err.join('\n') }
}

/** A ledger in a folder, with RNCP36582 and what the story adds; nobody holds it afterwards. */
export async function aLedger<T>(folder: string, story: (play: Play) => Promise<T>): Promise<T> {
  const test = { now: '2022-07-01T08:00:00.000Z' }
  const opened = openDataFolder({ path: folder, clock: () => test.now })
  const at = (when: string) => {
    test.now = `${when}T10:00:00.000Z`
  }
  const play = playOn(Object.assign(test, { ledger: opened.ledger, store: opened.store, at, close: () => opened.close() }))
  try {
    await register(play)
    return await story(play)
  } finally {
    await opened.close()
  }
}

/** An application of 1 March 2023, whole a week later, admitted on 10 March, enrolled in September; the withdrawal is told 20 days late. */
export async function anEnrolment(play: Play): Promise<string> {
  const certification = 'RNCP36582'
  play.at('2023-03-01')
  const personId = await play.person('Apprentie')
  const file = { reference: 'dossier' }
  const application = { personId, certification, route: 'CA', centreSiret: certifierSiret, territory: 'FR', pieces: ['cv'], file }
  const { streamId } = await play.run('ReceiveApplication', null, application)
  play.at('2023-03-08')
  await play.run('CompleteApplication', streamId, { pieces: ['letter'], file })
  await play.run('VerifyPrerequisite', streamId, { ground: 'P1', evidence: 'level6-informatics', evidenceFile: file })
  await play.run('RecordPositioningTest', streamId, { test: 'informatics', outcome: 'passed' })
  const interviewerId = await play.person('Recruteur', [
    { category: 'identity', fact: { familyName: 'Exemple-Recruteur', givenName: 'Dominique', birthDate: '1980-01-01' } },
  ])
  await play.run('RecordSelectionInterview', streamId, { interviewerId, outcome: 'favourable' })
  play.at('2023-03-10')
  await play.run('GrantAdmission', streamId, {})
  play.at('2023-09-04')
  const targetBlocs = ['RNCP36582BC01', 'RNCP36582BC02', 'RNCP36582BC03', 'RNCP36582BC04']
  const enrolment = {
    route: 'CA',
    centreSiret: certifierSiret,
    territory: 'FR',
    enrolledOn: '2023-09-04',
    targetBlocs,
    initiative: 'employer',
  }
  await play.run('EnrolCandidate', streamId, enrolment)
  play.at('2023-11-21')
  await play.run('WithdrawEnrolment', streamId, { effectiveOn: '2023-11-01', reason: 'contractEnded' })
  return streamId
}
