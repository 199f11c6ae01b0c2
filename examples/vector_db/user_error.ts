/** A mistake that the user can mend: one clear line, and no stack. */
export class UserError extends Error {
  override name = "UserError";
}

/** Why a file or folder could not be read, in words. */
export function readProblem(what: string, error: unknown): UserError {
  let why = error instanceof Error ? error.message : String(error);
  if (error instanceof Deno.errors.NotFound) why = "it is not there";
  if (error instanceof Deno.errors.PermissionDenied) why = "permission denied";
  if (error instanceof Deno.errors.NotADirectory) why = "it is not a folder";
  return new UserError(`Cannot read ${what}: ${why}`, { cause: error });
}
