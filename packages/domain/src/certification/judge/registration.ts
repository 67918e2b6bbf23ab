import type { HouseContext, Judges } from '../../aggregate.ts'
import { type Check, inState, judged, need, say } from '../../kernel/judgment.ts'
import { parseStream } from '../../streams.ts'
import type { CertificationFacts } from '../events.ts'
import type { Certification, RegistrationStatus } from '../state.ts'
import { imported } from './imported.ts'

type RegistrationEvent =
  | 'CertificationImported'
  | 'RegistrationRenewed'
  | 'RegistrationExpired'
  | 'RegistrationSuspended'
  | 'RegistrationReinstated'
  | 'RegistrationWithdrawn'
  | 'IssuanceDeadlineSet'
  | 'PartnerListTransmitted'

/** The life of a registration (certification reference, 4.7). */
export const registrationJudges: Judges<Certification, Pick<CertificationFacts, RegistrationEvent>, HouseContext> = {
  CertificationImported: (event, state, { envelope }) => {
    const code = parseStream(envelope.stream)?.id ?? null
    const foreign = event.blocs.filter((bloc) => !bloc.startsWith(`${event.certification}BC`))
    return judged(
      need('G1', event.ficheFingerprint !== state.ficheFingerprint, {
        found: event.ficheFingerprint,
        expected: say('une fiche qui a changé', 'a fiche that has changed'),
        remedy: say('cette fiche est déjà importée : il n’y a rien à faire', 'this fiche is already imported: there is nothing to do'),
      }),
      inOrder('registeredOn', event.registeredOn, 'expiresOn', event.expiresOn),
      event.issuanceDeadlineOn !== undefined && inOrder('registeredOn', event.registeredOn, 'issuanceDeadlineOn', event.issuanceDeadlineOn),
      need('G14', event.certification === code, { found: event.certification, expected: code }),
      need('G14', foreign.length === 0, { found: foreign, expected: `${event.certification}BC…` }),
    )
  },
  RegistrationRenewed: (event, state) =>
    judged(
      imported(state),
      inState(statusNow(state), 'registered', 'suspended'),
      inOrder('registeredOn', state.registeredOn, 'decidedOn', event.decidedOn),
      // With a successor the day is the successor's, and the window here does not move.
      event.successor === undefined &&
        need('G13', event.expiresOn > state.expiresOn, {
          found: event.expiresOn,
          expected: say(`après le ${state.expiresOn}`, `after ${state.expiresOn}`),
        }),
      event.successor !== undefined &&
        need('G14', event.successor !== state.code, { found: event.successor, expected: say('un autre code', 'another code') }),
    ),
  RegistrationExpired: (event, state, { day }) =>
    judged(
      imported(state),
      need('G1', !state.expiryMarked, {
        found: say('échéance déjà marquée', 'expiry already marked'),
        expected: say('une seule marque', 'one mark only'),
      }),
      need('G13', event.expiresOn === state.expiresOn, { found: event.expiresOn, expected: state.expiresOn }),
      need('G13', day > state.expiresOn, { found: day, expected: say(`après le ${state.expiresOn}`, `after ${state.expiresOn}`) }),
    ),
  RegistrationSuspended: ({ effectiveOn }, state) => judged(change(state, effectiveOn, 'registered')),
  RegistrationReinstated: ({ effectiveOn }, state) => judged(change(state, effectiveOn, 'suspended')),
  RegistrationWithdrawn: ({ effectiveOn }, state) => judged(change(state, effectiveOn, 'registered', 'suspended')),
  IssuanceDeadlineSet: (event, state) =>
    judged(imported(state), inOrder('registeredOn', state.registeredOn, 'issuanceDeadlineOn', event.issuanceDeadlineOn)),
  PartnerListTransmitted: (event, state) =>
    judged(imported(state), inOrder('registeredOn', state.registeredOn, 'transmittedOn', event.transmittedOn)),
}

/** Decisions on a registration follow one another: none is slipped in before one that is already recorded. */
function change(state: Certification, effectiveOn: string, ...from: readonly RegistrationStatus[]): Check[] {
  const last = state.statusChanges.at(-1)
  return [
    imported(state),
    inState(statusNow(state), ...from),
    last
      ? inOrder(last.status, last.effectiveOn, 'effectiveOn', effectiveOn)
      : inOrder('registeredOn', state.registeredOn, 'effectiveOn', effectiveOn),
  ]
}

/** What the last decision made of it, even if it takes effect later. */
function statusNow({ statusChanges }: Certification): RegistrationStatus {
  return statusChanges.at(-1)?.status ?? 'registered'
}

/** G13: the second day is not before the first. */
function inOrder(firstName: string, first: string, secondName: string, second: string): Check {
  return need('G13', first <= second, { found: { [firstName]: first, [secondName]: second }, expected: `${firstName} ≤ ${secondName}` })
}
