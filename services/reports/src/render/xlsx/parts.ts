import { noticeName, quotedName } from './names.ts'
import { declaration, main, relationships, xml } from './text.ts'

const office = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const packages = 'http://schemas.openxmlformats.org/package/2006'

/** A table's sheet: its tab's name, and the cells that it fills. */
export interface Tab {
  readonly name: string
  readonly range: string
}

/** Names of sheets' parts: the tables', then the notice's. */
export function sheetPart(at: number): string {
  return `worksheets/sheet${at + 1}.xml`
}

export function contentTypesPart(sheets: number): string {
  const part = (name: string, type: string) => `<Override PartName="/${name}" ContentType="${type}"/>`
  return (
    `${declaration}<Types xmlns="${packages}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    part('xl/workbook.xml', `${office}.sheet.main+xml`) +
    part('xl/styles.xml', `${office}.styles+xml`) +
    part('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
    Array.from({ length: sheets }, (_, at) => part(`xl/${sheetPart(at)}`, `${office}.worksheet+xml`)).join('') +
    '</Types>'
  )
}

export const packageLinksPart = links([
  [`${relationships}/officeDocument`, 'xl/workbook.xml'],
  [`${packages}/relationships/metadata/core-properties`, 'docProps/core.xml'],
])

export function workbookLinksPart(sheets: number): string {
  const targets = Array.from({ length: sheets }, (_, at) => [`${relationships}/worksheet`, sheetPart(at)] as const)
  return links([...targets, [`${relationships}/styles`, 'styles.xml']])
}

function links(targets: readonly (readonly [type: string, target: string])[]): string {
  const link = ([type, target]: readonly [string, string], at: number) =>
    `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`
  return `${declaration}<Relationships xmlns="${packages}/relationships">${targets.map(link).join('')}</Relationships>`
}

/** The list of sheets; for each table the range that is filtered and the header that is printed on every page. */
export function workbookPart(tabs: readonly Tab[]): string {
  const sheets = [...tabs.map(({ name }) => name), noticeName].map(
    (name, at) => `<sheet name="${xml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  const filters = tabs.map(({ name, range }, at) => definedName('FilterDatabase', at, ' hidden="1"', `${name}`, absolute(range)))
  const titles = tabs.map(({ name }, at) => definedName('Print_Titles', at, '', name, '$1:$1'))
  const defined = [...filters, ...titles]
  return (
    `${declaration}<workbook xmlns="${main}" xmlns:r="${relationships}"><bookViews><workbookView activeTab="0"/></bookViews>` +
    `<sheets>${sheets.join('')}</sheets>` +
    `${defined.length === 0 ? '' : `<definedNames>${defined.join('')}</definedNames>`}</workbook>`
  )
}

function definedName(kind: string, sheet: number, attributes: string, name: string, range: string): string {
  const underscored = kind === 'FilterDatabase' ? '_xlnm._FilterDatabase' : `_xlnm.${kind}`
  return `<definedName name="${underscored}" localSheetId="${sheet}"${attributes}>${xml(quotedName(name))}!${range}</definedName>`
}

/** A1:J9 as $A$1:$J$9. */
function absolute(range: string): string {
  return range.replaceAll(/([A-Z]+)(\d+)/g, '$$$1$$$2')
}

/** Title and date, from the input: no clock. */
export function corePart(title: string, createdAt: string): string {
  const instant = new Date(createdAt).toISOString()
  const date = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${instant.slice(0, 19)}Z</dcterms:${name}>`
  return (
    `${declaration}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${xml(title)}</dc:title><dc:creator>Minutier</dc:creator>` +
    `<cp:lastModifiedBy>Minutier</cp:lastModifiedBy>${date('created')}${date('modified')}</cp:coreProperties>`
  )
}
