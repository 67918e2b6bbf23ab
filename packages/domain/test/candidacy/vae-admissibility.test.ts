import { applied, attempting, commitmentOf, given, having, registration } from '@minutier/testing'
import { test } from 'tap'
import { completed, deeming, granting, incomplete, received, refusing } from './vae-answers.ts'

test(
  'W1: silence whose term is after the expiry makes nothing',
  given(received('2025-05-15')).when(deeming('2025-07-16')).thenRefused('W1', { found: '2025-07-15' }),
)

test(
  'W1: admissibility after the expiry is refused',
  given(received('2025-05-15'))
    .when(granting('2025-07-02'))
    .thenRefused('W1', { found: '2025-07-02', expected: { until: '2025-07-01' } }),
)

test(
  'W1: admissibility on the day of the registration is accepted',
  given(received('2022-07-01')).when(granting('2022-07-01')).thenAccepted('W1'),
)

test('W1: admissibility on the last day is accepted', given(received('2025-05-15')).when(granting('2025-07-01')).thenAccepted('W1'))

test(
  'W1: silence whose term is the last day makes admissible',
  given(received('2025-05-01')).when(deeming('2025-07-07')).thenAccepted('W1'),
)

const suspended = registration('SuspendRegistration', '2023-11-06', 'dutyNotMet')
const withdrawnFiche = registration('WithdrawRegistration', '2023-11-06', 'certifierRequest')

test(
  'W3: no admissibility while the registration is suspended',
  given(received('2023-10-02'), suspended)
    .when(granting('2023-11-13'))
    .thenRefused('W3', { found: { status: 'suspended', since: '2023-11-06' } }),
)

test(
  'W3: admissibility before the suspension is accepted',
  given(received('2023-10-02'), suspended).when(granting('2023-11-05')).thenAccepted('W3'),
)

test(
  'W3: silence whose term falls in a suspension makes nothing',
  given(received('2023-10-02'), suspended).when(deeming('2023-12-11')).thenRefused('W3'),
)

test(
  'V4: a registration that was withdrawn is a ground at any time',
  given(received('2023-10-02'), withdrawnFiche).when(refusing('2024-03-04', 'registrationWithdrawn')).thenAccepted('V4'),
)

test(
  'G1: a registration that is in force is not a ground',
  given(received('2023-10-02'))
    .when(refusing('2024-03-04', 'registrationExpired'))
    .thenRefused('G1', { found: '2024-03-04', expected: { after: '2025-07-01' } }),
)

test(
  'G1: a registration that was not withdrawn is not a ground',
  given(received('2023-10-02'), suspended).when(refusing('2024-03-04', 'registrationWithdrawn')).thenRefused('G1', { found: 'suspended' }),
)

test(
  'G1: an answer is given once',
  given(received('2023-10-02'), having('GrantAdmissibility', '2023-11-13', { decidedOn: '2023-11-13' }))
    .when(refusing('2023-11-20'))
    .thenRefused('G1', { found: 'admissible' }),
)

test(
  'G1: a file is not completed before it is said incomplete',
  given(received('2023-10-02'))
    .when(attempting('CompleteFeasibilityFile', '2023-10-09', { receivedOn: '2023-10-09', fileCommitment: commitmentOf('the rest') }))
    .thenRefused('G1', { found: 'received' }),
)

test(
  'G13: an answer is not dated before the receipt',
  given(received('2023-10-02'))
    .when(granting('2023-10-01'))
    .thenRefused('G13', { found: '2023-10-01', expected: { from: '2023-10-02' } }),
)

test('G13: an answer on the day of the receipt is accepted', given(received('2023-10-02')).when(granting('2023-10-02')).thenAccepted('G13'))

test(
  'G13: an answer is not dated before what completed the file',
  given(received('2023-10-02'), incomplete('2023-10-16'), completed('2023-11-20')).when(granting('2023-11-19')).thenRefused('G13'),
)

test(
  'G1: a training has no feasibility file to answer',
  given(applied()).when(granting('2023-04-11')).thenRefused('G1', { found: 'CA', expected: 'VAE' }),
)

test(
  'G1: silence is worth nothing in a training',
  given(applied()).when(deeming('2023-06-12')).thenRefused('G1', { found: 'CA', expected: 'VAE' }),
)
