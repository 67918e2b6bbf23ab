import { type callerOf, invalidField, KitError } from '@minutier/service-kit'
import { partnerFor, type readable } from '../access.ts'
import type { Order } from './generate.ts'
import type { ReportBody } from './parameters.ts'
import type { ReportKind } from './report.ts'

type Caller = ReturnType<typeof callerOf>

/** What a caller asks of a report, as far as the caller may. @throws KIT_REQUEST_INVALID, KIT_FORBIDDEN */
export function orderOf(
  reportId: string,
  kind: ReportKind,
  body: ReportBody,
  caller: Caller,
  { certification, history, grantedNames }: Awaited<ReturnType<typeof readable>>,
): Order {
  assertTaken(kind, body)
  const named = body.named ?? false
  if (named && !mayName(kind, caller, grantedNames)) throw new KitError('KIT_FORBIDDEN')
  // Asked again with the same key: made again from the same events.
  const before = history.find(({ commandId, type }) => commandId === reportId && type === 'ReportGenerated')?.data['size']
  return {
    reportId,
    kind,
    size: body.size ?? (typeof before === 'number' ? before : null),
    reader: { actor: caller.actor, role: caller.role, purpose: `report-${kind.kind}` },
    parameters: {
      kind: kind.kind,
      format: body.format,
      certification,
      partner: partnerFor(caller, body.partner),
      asOf: body.asOf ?? null,
      from: body.from ?? null,
      to: body.to ?? null,
      subject: body.subject ?? null,
      instant: body.instant ?? null,
      clock: kind.takes.includes('instant') ? (body.clock ?? 'recorded') : null,
      named,
      masked: caller.role === 'regulator',
    },
  }
}

const members = { period: ['from', 'to'], subject: ['subject'], instant: ['instant', 'clock'], named: ['named'] } as const

function assertTaken({ takes, needs, formats }: ReportKind, body: ReportBody): void {
  const untaken = Object.entries(members).flatMap(([taken, names]) => (takes.some((one) => one === taken) ? [] : names))
  const wrong: string[] = untaken.filter((name) => body[name] !== undefined)
  if (!formats.includes(body.format)) wrong.push('format')
  if (needs && body[needs] === undefined) wrong.push(needs)
  if (body.from !== undefined && body.to !== undefined && body.from > body.to) wrong.push('to')
  if (wrong.length > 0) throw new KitError('KIT_REQUEST_INVALID', { fields: wrong.map(invalidField) })
}

function mayName({ kind, named }: ReportKind, { role }: Caller, granted: readonly string[] | null): boolean {
  if (named === 'never') return false
  if (granted !== null) return granted.includes(kind)
  return role === 'certifier' || (role === 'registrar' && named === 'registrar')
}
