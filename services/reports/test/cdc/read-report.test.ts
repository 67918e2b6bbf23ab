import { createHash } from 'node:crypto'
import t from 'tap'
import { readReport } from '../../src/cdc/read-report.ts'

const ok = 'c0000000-0000-4000-8000-00000000000'

function report({
  inside = '',
  root = 'rapport xmlns:ns2="urn:cdc:cpf:pc5:rapport:schema"',
  before = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
} = {}) {
  const name = root.split(' ')[0]
  return `${before}\n<${root}>\n<nomFichier>minutier-20250303-7d0c7f0e.xml</nomFichier><idFlux>7d0c7f0e</idFlux><idTraitement>13407</idTraitement>${inside}</${name}>`
}

async function* chunks(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const read = (text: string) => readReport(chunks(Buffer.from(text, 'utf8')))
const refused = (id: string, message: string) =>
  `<passage><idTechnique>${id}</idTechnique><messageErreur>${message}</messageErreur></passage>`

t.test('the shapes of a report, cut anywhere', async (t) => {
  const inside = `<PassagesKO>${refused(`${ok}2`, 'Aucun titulaire ne correspond aux critères obligatoires')}</PassagesKO><PassagesOK><idTechnique>${ok}1</idTechnique></PassagesOK>`
  const text = report({ inside })
  t.strictSame(await read(text), {
    idFlux: '7d0c7f0e',
    idTraitement: '13407',
    fileName: 'minutier-20250303-7d0c7f0e.xml',
    accepted: [`${ok}1`],
    refused: [{ id: `${ok}2`, message: 'Aucun titulaire ne correspond aux critères obligatoires', code: 'identityNotFound' }],
    ignored: 0,
    fingerprint: createHash('sha256').update(text).digest('hex'),
  })
  t.match(await read(report()), { accepted: [], refused: [] }, 'lists may be missing')
  t.match(await read(report({ before: '' })), { idTraitement: '13407' })
  t.match(await read(report({ root: 'n:rapport xmlns:n="urn:x"' })), { idTraitement: '13407' }, 'local names')
  t.match(await read(report({ inside: '<nouveau>1</nouveau><PassagesOK/>' })), { accepted: [], ignored: 1 })
  t.match(
    await read(
      report({ inside: `<PassagesKO><passage><idTechnique>${ok}1</idTechnique><codeErreur>9</codeErreur></passage></PassagesKO>` }),
    ),
    {
      refused: [{ message: '', code: 'other' }],
      ignored: 0,
    },
  )
})

t.test('a message is known whatever its case, accents, apostrophes and spaces', async (t) => {
  for (const [message, code] of [
    ['La certification EXISTE  DÉJÀ en base', 'alreadyKnown'],
    ['Aucun titulaire ne correspond aux critères obligatoires enrichis du jour et du mois de naissance', 'identityNotFound'],
    ['aucun\u00A0titulaire ne correspond aux critères de réconciliation', 'identityNotFound'],
    ['Plusieurs titulaires ont e\u0301te\u0301 identifiés', 'identityAmbiguous'],
    ['Erreur technique n°7', 'other'],
  ] as const)
    t.equal((await read(report({ inside: `<PassagesKO>${refused(`${ok}1`, message)}</PassagesKO>` }))).refused[0]?.code, code, message)
})

t.test('what is no report changes nothing', async (t) => {
  const twice = `<PassagesOK><idTechnique>${ok}1</idTechnique><idTechnique>${ok}1</idTechnique></PassagesOK>`
  const both = `<PassagesKO>${refused(`${ok}1`, 'x')}</PassagesKO><PassagesOK><idTechnique>${ok}1</idTechnique></PassagesOK>`
  const deep = `${'<a>'.repeat(12)}${'</a>'.repeat(12)}`
  for (const [text, code] of [
    [report({ inside: twice }), 'CDC_REPORT_TWICE'],
    [report({ inside: both }), 'CDC_REPORT_TWICE'],
    [report({ before: '<?xml version="1.0"?><!DOCTYPE rapport [<!ENTITY x "y">]>' }), 'CDC_REPORT_DTD'],
    [report({ inside: '<PassagesOK><idTechnique>&x;</idTechnique></PassagesOK>' }), 'CDC_REPORT_NOT_XML'],
    [report().slice(0, -10), 'CDC_REPORT_NOT_XML'],
    [report({ root: 'autre' }), 'CDC_REPORT_SHAPE'],
    [report({ inside: deep }), 'CDC_REPORT_TOO_LARGE'],
    [report({ inside: '<PassagesOK><idTechnique></idTechnique></PassagesOK>' }), 'CDC_REPORT_SHAPE'],
    [report().replace('<idFlux>7d0c7f0e</idFlux>', ''), 'CDC_REPORT_SHAPE'],
    ['{"rapport":1}', 'CDC_REPORT_NOT_XML'],
    ['', 'CDC_REPORT_NOT_XML'],
  ] as const)
    await t.rejects(read(text), { code }, `${code} ${text.slice(0, 60)}`)
  await t.rejects(readReport(chunks(Buffer.from(report(), 'utf16le'))), { code: 'CDC_REPORT_NOT_XML' })
  await t.rejects(readReport(chunks(Buffer.from(report({ inside: 'é' }), 'latin1'))), { code: 'CDC_REPORT_NOT_XML' })
})

t.test('two hundred and fifty megabytes are not read to their end', async (t) => {
  let given = 0
  const endless = (async function* () {
    yield Buffer.from('<rapport>')
    for (;;) {
      given += 1
      yield Buffer.alloc(1_000_000, ' ')
    }
  })()
  await t.rejects(readReport(endless), { code: 'CDC_REPORT_TOO_LARGE' })
  t.ok(given <= 251)
})
