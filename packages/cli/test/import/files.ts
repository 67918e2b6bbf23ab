import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'

/** The certifier's own centre. */
export const certifierSiret = '39350481600231'

export function aFolderOf(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'minutier-import-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

type Fields = Readonly<Record<string, unknown>>

export const ndjson = (lines: readonly Fields[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('')

/** A visibly invented candidate, number `at`: entered, then applying on 1 March 2023. */
export function personLine(at: number): Fields {
  const fact = { familyName: `Exemple-${lettersOf(at)}`, givenName: 'Alix', birthDate: '2000-02-29' }
  return {
    id: `p-${at}`,
    type: 'RecordIdentity',
    occurredAt: '2023-02-01T09:00:00+01:00',
    body: { facts: [{ category: 'identity', fact }] },
  }
}

export function applicationLine(at: number, fields: Fields = {}): Fields {
  const body = {
    personId: `#p-${at}`,
    certification: 'RNCP36582',
    route: 'CA',
    centreSiret: certifierSiret,
    territory: 'FR',
    pieces: ['cv', 'letter'],
    file: { reference: `dossier-${at}` },
    ...fields,
  }
  return { id: `c-${at}`, type: 'ReceiveApplication', occurredAt: '2023-03-01T09:00:00+01:00', body }
}

/** The way to the enrolment, after the application. */
export function enrolmentLines(at: number, interviewerId: string): Fields[] {
  const stream = `#c-${at}`
  const on = (id: string, type: string, day: string, body: Fields) => ({
    id: `c-${at}-${id}`,
    type,
    stream,
    occurredAt: `${day}T09:00:00Z`,
    body,
  })
  const enrolment = {
    route: 'CA',
    centreSiret: certifierSiret,
    territory: 'FR',
    enrolledOn: '2023-09-04',
    targetBlocs: ['RNCP36582BC01', 'RNCP36582BC02', 'RNCP36582BC03', 'RNCP36582BC04'],
    initiative: 'employer',
  }
  return [
    on('p', 'VerifyPrerequisite', '2023-03-02', {
      ground: 'P1',
      evidence: 'bac3-informatics',
      evidenceFile: { reference: `diplome-${at}` },
    }),
    on('t', 'RecordPositioningTest', '2023-03-03', { test: 'informatics', outcome: 'passed' }),
    on('i', 'RecordSelectionInterview', '2023-03-04', { interviewerId, outcome: 'favourable' }),
    on('a', 'GrantAdmission', '2023-03-05', {}),
    { id: `c-${at}-e`, type: 'EnrolCandidate', stream, body: enrolment },
  ]
}

/** Names have letters alone. */
export function lettersOf(at: number): string {
  return [...String(at)].map((digit) => String.fromCodePoint(97 + Number(digit))).join('')
}
