import { candidacies } from './candidacies/projection.ts'
import { conformity } from './conformity/projection.ts'
import { journeys } from './journeys/projection.ts'
import type { Projection } from './projection.ts'
import { sessions } from './sessions/projection.ts'

/** Every projection of the ledger, newest versions; while one is replaced, its former version beside it. */
export const projections: readonly Projection[] = [candidacies, conformity, journeys, sessions]
