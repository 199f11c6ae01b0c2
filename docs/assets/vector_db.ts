/** The lesson's vector database as pages run it: in memory. */
export {
  AsyncVectorDB,
  LexicalEmbedder,
  VectorDBError,
} from "../../examples/vector_db/mod.ts";
