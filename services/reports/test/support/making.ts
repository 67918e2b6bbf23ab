import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rncp36582Rulebook } from '@minutier/domain'
import { openReadModels } from '@minutier/read-models'
import { idOf, type TestLedger } from '@minutier/testing'
import type { Test } from 'tap'
import { makeContent } from '../../src/making/generate.ts'
import type { Parameters } from '../../src/making/parameters.ts'
import type { Content, Making, ReportKind, Row } from '../../src/making/report.ts'
import { onDemand, reportProjections } from '../../src/on-demand.ts'

export interface MadeReport {
  readonly content: Content
  readonly making: Making
  /** Rows of a table, the first one unless it is named. */
  rows(table?: string): Promise<readonly Row[]>
}

type Asked = Partial<Omit<Parameters, 'kind'>> & { readonly size?: number }

/** What makes reports of a test ledger, caught up whenever one is asked. */
export function reportsOf(t: Test, { ledger, store }: Pick<TestLedger, 'ledger' | 'store'>) {
  const folder = mkdtempSync(join(tmpdir(), 'minutier-reports-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const open = () =>
    openReadModels({ path: join(folder, 'read-models.sqlite'), store, projections: reportProjections, clock: () => store.now() })
  const caughtUp = onDemand(open, store)
  const { signal } = new AbortController()

  return async function make<T>(kind: ReportKind, { size, ...asked }: Asked, look: (made: MadeReport) => Promise<T>): Promise<T> {
    const parameters = {
      kind: kind.kind,
      format: 'json',
      certification: rncp36582Rulebook.certification,
      partner: null,
      asOf: null,
      from: null,
      to: null,
      subject: null,
      instant: null,
      clock: null,
      named: false,
      masked: false,
      ...asked,
    } as const
    const reader = { actor: idOf('Report Reader'), role: 'certifier', purpose: `report-${kind.kind}` }
    const order = { reportId: idOf('a report'), kind, parameters, size: size ?? null, reader }
    return caughtUp(async (readModels) => {
      const made = await makeContent({ ledger, readModels, settings: { promotionMonth: 1 } }, order, { progress: () => undefined, signal })
      if ('refusal' in made) throw new Error(JSON.stringify(made.refusal))
      const { content, making } = made
      const rows = async (named?: string): Promise<readonly Row[]> => {
        const table = content.tables.find(({ name }) => named === undefined || name === named)
        const all: Row[] = []
        if (table) for await (const page of table.rows()) all.push(...page)
        return all
      }
      return look({ content, making, rows })
    }, signal)
  }
}
