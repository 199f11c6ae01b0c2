/** What every page knows. A builder may give `base` and `repository`. */

/** Where the site will be served; only 404.html needs it. */
export const base = "/";

/** The repository's address, for "Edit this page"; without it the file is named. */
export const repository = "";
