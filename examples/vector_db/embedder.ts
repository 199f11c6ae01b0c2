/** Turns texts into vectors: texts that are alike get vectors that are. */
export interface Embedder {
  /** Tells embedders apart whose vectors cannot be compared. */
  readonly name: string;
  /** How many numbers a vector has. */
  readonly dim: number;
  /** One vector for each text; all zeros where a text has no words. */
  embed(texts: string[]): Promise<Float32Array[]>;
}
