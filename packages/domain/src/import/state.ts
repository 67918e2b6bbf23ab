/** A file that is, or was, brought in. Run again it goes on in the same stream, so that what is completed may be taken up again. */
export interface Import {
  readonly status: 'none' | 'started' | 'completed'
}

export const noImport: Import = { status: 'none' }
