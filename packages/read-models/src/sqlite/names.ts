import { IdentifierNode, type KyselyPlugin, OperationNodeTransformer, type QueryId, type SchemableIdentifierNode } from 'kysely'

/** Puts a generation's own tables behind the logical names that a projection writes: `candidacies` reads `candidacies_v1_3_candidacies`. */
export function tableNames(names: ReadonlyMap<string, string>): KyselyPlugin {
  const renaming = new Renaming(names)
  return {
    transformQuery: ({ node, queryId }) => renaming.transformNode(node, queryId),
    transformResult: async ({ result }) => result,
  }
}

class Renaming extends OperationNodeTransformer {
  readonly #names: ReadonlyMap<string, string>

  constructor(names: ReadonlyMap<string, string>) {
    super()
    this.#names = names
  }

  protected override transformSchemableIdentifier(node: SchemableIdentifierNode, queryId: QueryId): SchemableIdentifierNode {
    const name = this.#names.get(node.identifier.name)
    return name === undefined ? super.transformSchemableIdentifier(node, queryId) : { ...node, identifier: IdentifierNode.create(name) }
  }
}
