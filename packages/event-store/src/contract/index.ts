import type { Test } from 'tap'
import { appendContract } from './append.ts'
import { idempotenceContract } from './idempotence.ts'
import { lifeContract } from './life.ts'
import { readingContract } from './reading.ts'
import type { SubjectFactory } from './subject.ts'
import { subscriptionContract } from './subscriptions.ts'

export type { Subject, SubjectFactory } from './subject.ts'
export { seeded } from './support.ts'

/** What every event store must do, whatever is behind it: one numbered test a behaviour. A store that fails one of them is no store of ours. */
export function eventStoreContract(t: Test, factory: SubjectFactory): void {
  appendContract(t, factory)
  idempotenceContract(t, factory)
  readingContract(t, factory)
  subscriptionContract(t, factory)
  lifeContract(t, factory)
}
