import { test } from 'tap'
import { type Alert, inOrder, placeOf, raise, timing } from '../../src/alerts/alert.ts'
import { alertCodes, alertTable, textOf } from '../../src/alerts/table.ts'

test('the codes: they do not change', (t) => {
  t.strictSame([...alertCodes].sort(), [
    'cdcBatchUnanswered',
    'cdcDeadline',
    'cdcPassageUnanswered',
    'cdcRevokedAfterAcceptance',
    'certificateDecisionAnnulled',
    'effectRefused',
    'habilitationExpiring',
    'issuanceBlocked',
    'juryShort',
    'juryVaeNotification',
    'juryVaeTerm',
    'partnerList',
    'registrationExpiring',
    'registrationRenewal',
    'vaeAnswer',
    'vaeSilence',
    'vaeStale',
  ])
  t.end()
})

test('every text says the same fields in both languages, and one that may come soon says how early', (t) => {
  const fieldsOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, field]) => field).toSorted()
  for (const code of alertCodes) {
    const { texts, severities, soonDays } = alertTable[code]
    for (const [variant, { fr, en }] of Object.entries(texts)) t.strictSame(fieldsOf(fr), fieldsOf(en), `${code} ${variant}`)
    t.equal(
      soonDays !== null,
      severities.some((one) => one === 'soon'),
      code,
    )
  }
  t.end()
})

test('days are written in words, codes where they have any; a field that is not given is a defect', (t) => {
  t.match(textOf('vaeAnswer', 'due', { dueOn: '2023-12-02' }), { fr: /2 décembre 2023/, en: /2 December 2023/ })
  t.match(textOf('issuanceBlocked', 'blocked', { reason: 'neverHeardOf' }), { en: /neverHeardOf/ })
  t.throws(() => textOf('vaeAnswer', 'due', {}), /dueOn/)
  t.end()
})

test('late from the day after; soon as early as the table says; what is never soon is silent before', (t) => {
  t.strictSame(
    ['2024-06-01', '2024-06-02', '2024-07-02', '2024-07-03'].map((today) => timing('cdcDeadline', '2024-07-02', today)),
    [null, 'soon', 'soon', 'late'],
  )
  t.equal(timing('vaeStale', '2024-07-02', '2024-07-02'), null)
  t.end()
})

test('by severity, then due day, then stream; ranks once each and in order', (t) => {
  const of = (subject: string, dueOn: string, today: string, about?: string): Alert =>
    raise('vaeAnswer', today > dueOn ? 'late' : 'soon', 'due', today, {
      subject,
      certification: null,
      dueOn,
      positions: [7, null, 3, undefined, 7],
      ...(about !== undefined && { about }),
    })
  const wanted = [
    of('b', '2024-01-01', '2024-02-01'),
    of('a', '2024-01-02', '2024-02-01'),
    of('a', '2024-01-02', '2024-02-01', 'x'),
    of('b', '2024-01-02', '2024-02-01'),
    of('a', '2024-02-09', '2024-02-01'),
  ]
  t.strictSame(inOrder(wanted.toReversed()), wanted)
  t.strictSame(wanted[0]?.positions, [3, 7])
  t.equal(new Set(wanted.map(placeOf)).size, wanted.length)
  t.end()
})
