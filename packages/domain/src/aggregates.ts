import type { Context, Folding, HouseContext, Judges } from './aggregate.ts'
import { candidacyAggregate } from './candidacy/aggregate.ts'
import { certificationAggregate } from './certification/aggregate.ts'
import { importAggregate } from './import/aggregate.ts'
import { juryAggregate } from './jury/aggregate.ts'
import { msprAggregate } from './mspr/aggregate.ts'
import { partnerAggregate } from './partner/aggregate.ts'
import { personAggregate } from './person/aggregate.ts'
import { registerAggregate } from './register/aggregate.ts'
import type { FactsByKind, States } from './states.ts'
import type { Kind } from './streams.ts'
import { transmissionAggregate } from './transmission/aggregate.ts'
import { workAggregate } from './work/aggregate.ts'

/** How a stream of each kind folds. */
export const aggregates: { readonly [K in Kind]: Folding<States[K], FactsByKind[K]> } = {
  candidacy: candidacyAggregate,
  jury: juryAggregate,
  mspr: msprAggregate,
  certification: certificationAggregate,
  partner: partnerAggregate,
  person: personAggregate,
  register: registerAggregate,
  work: workAggregate,
  transmission: transmissionAggregate,
  import: importAggregate,
}

type JudgesOf<K extends Kind, C> = Judges<States[K], FactsByKind[K], C>

/** The judges of a kind that a rulebook judges; null for the others. */
export const ruledJudges: { readonly [K in Kind]: JudgesOf<K, Context> | null } = {
  candidacy: candidacyAggregate.judges,
  jury: juryAggregate.judges,
  mspr: msprAggregate.judges,
  certification: null,
  partner: null,
  person: null,
  register: null,
  work: null,
  transmission: null,
  import: null,
}

/** The judges of a kind that stands under the general invariants alone; null for the others. */
export const houseJudges: { readonly [K in Kind]: JudgesOf<K, HouseContext> | null } = {
  candidacy: null,
  jury: null,
  mspr: null,
  certification: certificationAggregate.judges,
  partner: partnerAggregate.judges,
  person: personAggregate.judges,
  register: registerAggregate.judges,
  work: workAggregate.judges,
  transmission: transmissionAggregate.judges,
  import: importAggregate.judges,
}
