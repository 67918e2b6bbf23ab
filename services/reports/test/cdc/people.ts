import { idOf } from '@minutier/testing'
import type { CdcSettings, FluxHead, SendablePassage } from '../../src/cdc/passage.ts'

/** Invented holders, and a certifier that does not exist. */

export const settings: CdcSettings = {
  senderId: '00AAA000',
  certifierId: '00AAA000',
  contractId: 'MCFCER000000',
  schemaVersion: '1.1.2',
  withoutHonours: false,
}

export const head: FluxHead = {
  idFlux: '7d0c7f0e-5f0a-4b53-9a5e-1c5f3f6e2b10',
  openedAt: '2025-03-03T09:30:00.123Z',
  certification: 'RNCP36582',
  settings,
}

type Change = Partial<Omit<SendablePassage, 'identity'>> & { readonly identity?: Partial<SendablePassage['identity']> }

/** A passage of which nothing is wrong, but what is changed. */
export function passage({ identity, ...change }: Change = {}): SendablePassage {
  return {
    id: idOf('a candidacy'),
    certification: 'RNCP36582',
    route: 'CA',
    enteredOn: '2023-09-04',
    initiative: 'candidate',
    heldOn: '2025-02-20',
    mode: 'onSite',
    issuedOn: '2025-02-27',
    nir: null,
    ...change,
    identity: { familyName: 'Essai-Inventé', givenName: 'Personne', birthDate: '1999-05-17', birthCommune: '2A004', sex: 'F', ...identity },
  }
}

export async function* pages<T>(...all: readonly (readonly T[])[]): AsyncGenerator<readonly T[]> {
  yield* all
}

export async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}
