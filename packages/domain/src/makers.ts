import { candidacyMakers } from './candidacy/decide.ts'
import { correctionMakers } from './corrections/decide.ts'
import { juryMakers } from './jury/decide.ts'
import type { Makers } from './making.ts'
import { personMakers } from './person/decide.ts'

export const makers: Makers = { ...candidacyMakers, ...juryMakers, ...personMakers, ...correctionMakers }
