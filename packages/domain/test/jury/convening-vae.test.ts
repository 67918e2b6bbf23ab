import { alix, constitutedJury, convenedForVae, depositedVae, given, having, type JuryOf, verifiedVae } from '@minutier/testing'
import { test } from 'tap'
import { convene, conveneForVae, conveneOnFile, decidedVaeIn, readyForFinal, readyForVae } from './situations.ts'

const april: JuryOf = { jury: 'april', day: '2024-04-30' }
const may: JuryOf = { jury: 'may', day: '2024-05-01' }
const earlier: JuryOf = { jury: 'earlier', day: '2024-03-04' }

test(
  'V1: a verified validation file is convened for an interview',
  given(readyForVae).when(conveneForVae()).thenAccepted('V1', 'V5', 'G1', 'G2', 'G13'),
)

test(
  'V1: a validation file that is not verified is refused',
  given(depositedVae(), constitutedJury())
    .when(conveneForVae())
    .thenRefused('V1', { found: 'deposited', expected: ['verified'] }),
)

test(
  'V1: a VAE candidate has no final épreuve',
  given(readyForVae)
    .when(convene())
    .thenRefused('V1', { found: 'final', expected: ['vae', 'file'] }),
)

test(
  'V1: a training candidate has no VAE interview',
  given(readyForFinal).when(conveneForVae()).thenRefused('V1', { found: 'CA', expected: 'VAE' }),
)

test(
  'V1: a VAE candidate who was not interviewed is not decided on the file',
  given(readyForVae)
    .when(conveneOnFile())
    .thenRefused('V1', { found: 'verified', expected: ['heard'] }),
)

test(
  'V1: a decided file needs a new validation file',
  given(readyForVae, decidedVaeIn({}, { outcome: 'refused' }), constitutedJury(april))
    .when(conveneForVae(alix, april))
    .thenRefused('V1', { found: 'refused' }),
)

test(
  'V5: the last day of the third month is accepted',
  given(verifiedVae(), constitutedJury(april)).when(conveneForVae(alix, april)).thenAccepted('V5'),
)

test(
  'V5: the day after is refused',
  given(verifiedVae(), constitutedJury(may))
    .when(conveneForVae(alix, may))
    .thenRefused('V5', { found: { deposit: '2024-01-15', plannedOn: '2024-05-01' }, expected: { lastDay: '2024-04-30' } }),
)

test(
  'V5: the day after is accepted with a reason',
  given(verifiedVae(), constitutedJury(may))
    .when(conveneForVae(alix, may, { lateReason: 'juryUnavailable' }))
    .thenWaived('V5', 'juryUnavailable'),
)

test(
  'V5: a reason that is not of the list does not waive it',
  given(verifiedVae(), constitutedJury(may))
    .when(conveneForVae(alix, may, { lateReason: 'rain' }))
    .thenRefused('V5'),
)

test(
  'G14: a late reason that is not of the list is refused, late or not',
  given(readyForVae)
    .when(conveneForVae(alix, {}, { lateReason: 'rain' }))
    .thenRefused('G14', { found: 'rain' }),
)

test(
  'G1: a VAE candidate convened before another jury is refused',
  given(readyForVae, constitutedJury(earlier), convenedForVae(alix, earlier))
    .when(conveneForVae())
    .thenRefused('G1', { found: 'convened', expected: ['verified'] }),
)

test(
  'G1: a stale candidacy is resumed first',
  given(readyForVae, having('DeclareVaeStale', '2024-03-11', { reason: 'noActivity' }))
    .when(conveneForVae())
    .thenRefused('G1', { found: 'stale' }),
)

test(
  'G13: an interview before the deposit of the file is refused',
  given(verifiedVae(), constitutedJury({ jury: 'early', day: '2024-01-08' }))
    .when(conveneForVae(alix, { jury: 'early', day: '2024-01-08' }))
    .thenRefused('G13', { found: { validationFileReceivedOn: '2024-01-15', plannedOn: '2024-01-08' } }),
)
