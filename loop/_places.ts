/**
 * Where things were made, and where waits stand: noted in debug mode, or once
 * somebody asks. They are kept beside the things, which cost nothing more without.
 */

let places: WeakMap<object, string> | null = null;

/** Where a thing was made or stands: "file:line:column"; `null` if nobody noted it. */
export function placeOf(thing: object): string | null {
  return places?.get(thing) ?? null;
}

export function setPlace(thing: object, place: string | null): void {
  if (place === null) return;
  places ??= new WeakMap();
  places.set(thing, place);
}

/** The place for a report, if there is one. */
export function placed(thing: object): { place?: string } {
  const place = placeOf(thing);
  return place === null ? {} : { place };
}
