import { randomUUID } from 'node:crypto'
import type { NewEvent, SqliteStore } from '@minutier/event-store'
import { commitmentOf, idOf } from '@minutier/testing'

/** Candidacies of about ten events, written straight into a store: what the commands of a benchmark are done on. */
export async function seedCandidacies(store: SqliteStore, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let at = 0; at < count; at++) {
    const personId = randomUUID()
    const candidacyId = randomUUID()
    ids.push(candidacyId)
    await Promise.all([
      store.append(`person-${personId}`, 'no-stream', [
        event('IdentityRecorded', { facts: [{ category: 'identity', factCommitment: commitmentOf(personId) }] }, null),
        event('CandidacyNoted', { candidacyId, certification: 'RNCP36582' }, null),
      ]),
      store.append(`candidacy-${candidacyId}`, 'no-stream', candidacyOf(personId)),
    ])
  }
  return ids
}

function candidacyOf(personId: string): NewEvent[] {
  const application = {
    personId,
    certification: 'RNCP36582',
    route: 'CA',
    centreSiret: '39350481600231',
    territory: 'FR',
    pieces: ['cv', 'letter'],
    fileCommitment: commitmentOf(personId),
  }
  const reads = [{ stream: `person-${personId}`, revision: 1 }]
  return [
    event('ApplicationReceived', application, 'RNCP36582@1', reads),
    event(
      'PrerequisiteVerified',
      { ground: 'P1', evidence: 'level6-informatics', evidenceCommitment: commitmentOf('evidence') },
      'RNCP36582@1',
      reads,
    ),
    ...Array.from({ length: 8 }, () => event('PositioningTestTaken', { test: 'informatics', outcome: 'passed' }, 'RNCP36582@1', reads)),
  ]
}

export function event(
  type: string,
  data: NewEvent['data'],
  rulebook: string | null,
  reads: { stream: string; revision: number }[] = [],
): NewEvent {
  const envelope = {
    schemaVersion: 1,
    occurredAt: '2023-03-01T09:00:00.000Z',
    actor: idOf('a certifier'),
    role: 'certifier',
    commandId: randomUUID(),
    commandMac: '5d1f0a6c8e9b7a3421c0ffee5d1f0a6c8e9b7a3421c0ffee5d1f0a6c8e9b7a34',
    rulebook,
    correlationId: null,
    causationId: null,
    reads,
  }
  return { id: randomUUID(), type, data, metadata: { envelope } }
}
