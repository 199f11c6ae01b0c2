/** The vector-database client of the lesson: one interface, many databases. */
export { AsyncVectorDB } from "./vector_db.ts";
export type { CallOptions } from "./vector_db.ts";
export type { Entry, Hit } from "./backend.ts";
export { VectorDBError } from "./errors.ts";
export type { VectorDBProblem } from "./errors.ts";
export { LexicalEmbedder } from "./lexical.ts";
export { EmbedderError, HttpEmbedder } from "./http_embedder.ts";
export type { HttpEmbedderOptions } from "./http_embedder.ts";
export type { Embedder } from "./embedder.ts";
