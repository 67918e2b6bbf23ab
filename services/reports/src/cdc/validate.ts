import { readFileSync } from 'node:fs'
import type { SchemaVersion } from './passage.ts'

/** What is wrong in a document: where, and what. No value of the document. */
export interface Invalid {
  readonly line: number
  readonly element: string | null
  readonly message: string
}

/** Our own schema of a version, written from the public tables; the official file is its owner's. */
export function ownSchema(version: SchemaVersion): string {
  return readFileSync(new URL(`../../data/cdc-${version}.xsd`, import.meta.url), 'utf8')
}

export interface Validator {
  validate(text: string): readonly Invalid[]
  close(): void
}

/** libxml2 loads whole documents: a large file is validated in parts, each in the same envelope. @throws for a schema that is none */
export async function openValidator(schema: string): Promise<Validator> {
  const { XmlDocument, XmlValidateError, XmlParseError, XsdValidator } = await import('libxml2-wasm')
  const definition = XmlDocument.fromString(schema)
  const validator = XsdValidator.fromDoc(definition)
  return {
    validate(text) {
      let document: InstanceType<typeof XmlDocument> | undefined
      try {
        document = XmlDocument.fromString(text)
        validator.validate(document)
        return []
      } catch (error) {
        if (error instanceof XmlValidateError || error instanceof XmlParseError) return error.details.map(invalid)
        throw error
      } finally {
        document?.dispose()
      }
    },
    close() {
      validator.dispose()
      definition.dispose()
    },
  }
}

/** libxml2 quotes what it found: a value may be a person's. */
function invalid({ line = 0, message }: { readonly line?: number; readonly message: string }): Invalid {
  const element = /^Element '(?:\{[^}]*\})?([A-Za-z0-9]+)'/.exec(message)?.[1] ?? null
  const told = message
    .trim()
    .replace(/'\{[^}]*\}([A-Za-z0-9]+)'/g, '$1')
    .replace(/'[^']*'/gs, '…')
  return { line, element, message: told }
}
