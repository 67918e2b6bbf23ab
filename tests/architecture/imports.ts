import { type Expression, parseSync, Visitor } from 'oxc-parser'

/** One place where a file names another module, whatever the syntax: all that the check needs to judge it. */
export interface Import {
  /** As written; undefined when it is computed, so that nobody can tell what would be loaded. */
  readonly specifier: string | undefined
  readonly line: number
  /** Erased before running: `import type`, `export type … from`, `import('…').T`, `declare module '…'`. */
  readonly typeOnly: boolean
  /** A file that is named, not loaded: `new URL('…', import.meta.url)`. */
  readonly pathOnly: boolean
}

export interface ParsedFile {
  readonly imports: readonly Import[]
  readonly errors: readonly string[]
}

type Argument = Expression | { readonly type: 'SpreadElement' }

/** Type imports are read from the source itself: stripping types first would hide half of who knows whom. */
export function parseImports(file: string, text: string): ParsedFile {
  const { program, errors } = parseSync(file, text)
  const imports: Import[] = []
  const found = (specifier: string | undefined, start: number, as: 'value' | 'type' | 'path' = 'value') => {
    const line = text.slice(0, start).split('\n').length
    imports.push({ specifier, line, typeOnly: as === 'type', pathOnly: as === 'path' })
  }

  new Visitor({
    ImportDeclaration: ({ source, start, importKind }) => found(source.value, start, importKind),
    ExportNamedDeclaration: ({ source, start, exportKind }) => source && found(source.value, start, exportKind),
    ExportAllDeclaration: ({ source, start, exportKind }) => found(source.value, start, exportKind),
    ImportExpression: ({ source, start }) => found(textOf(source), start),
    TSImportType: ({ source, start }) => found(source.value, start, 'type'),
    TSExternalModuleReference: ({ expression, start }) => found(expression.value, start),
    TSModuleDeclaration: ({ id, start }) => id.type === 'Literal' && found(id.value, start, 'type'),
    CallExpression: ({ callee, start, arguments: [first] }) => isLoader(callee) && found(textOf(first), start),
    NewExpression: ({ callee, start, arguments: [first, base] }) => {
      const path = textOf(first)
      if (isNamed(callee, 'URL') && isOwnUrl(base) && path && !URL.canParse(path)) found(path, start, 'path')
    },
  }).visit(program)

  return { imports, errors: errors.map(({ message }) => message) }
}

/** `require(…)`, `require.resolve(…)`, `import.meta.resolve(…)`, `process.getBuiltinModule(…)`. */
function isLoader(callee: Expression): boolean {
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return isNamed(callee, 'require')
  const { object, property } = callee
  if (property.name === 'getBuiltinModule') return true
  return property.name === 'resolve' && (object.type === 'MetaProperty' || isNamed(object, 'require'))
}

function isNamed(expression: Expression, name: string): boolean {
  return expression.type === 'Identifier' && expression.name === name
}

function isOwnUrl(base: Argument | undefined): boolean {
  return base?.type === 'MemberExpression' && base.object.type === 'MetaProperty'
}

function textOf(source: Argument | undefined): string | undefined {
  if (source?.type === 'Literal' && typeof source.value === 'string') return source.value
  if (source?.type === 'TemplateLiteral' && source.expressions.length === 0) return source.quasis[0]?.value.cooked ?? undefined
  return undefined
}
