import ficheDocument from '../../data/rncp36582/fiche.json' with { type: 'json' }
import rulebookDocument from '../../data/rncp36582/rulebook.json' with { type: 'json' }
import { ficheSchema } from './fiche.ts'
import { rulebookSchema } from './schema.ts'

/** The first rulebook and its fiche. Any other certification arrives as a document; these two come with the product. */
export const rncp36582Rulebook = rulebookSchema.parse(rulebookDocument)
export const rncp36582Fiche = ficheSchema.parse(ficheDocument)
