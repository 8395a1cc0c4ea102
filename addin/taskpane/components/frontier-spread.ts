import type { Box } from "./chart-labels.ts";

/** A place in a picture, in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Pixels between the middles of two signs that do not touch. */
const apart = 17;
/** Pixels of a sign from its middle. */
const reach = 8;
/** Places around a point on each round, and the rounds that are looked at. */
const around = 12;
const rounds = 4;

/**
 * Where the rings of points are drawn so that none covers another sign: at the point itself where
 * there is room, else as near as can be, above it first. In the order given.
 *
 * @param points - where the rings belong
 * @param taken - middles of signs that stay where they are
 */
export function spreadRings(
  points: readonly Place[],
  taken: readonly Place[],
  plot: Box,
): readonly Place[] {
  const placed = [...taken];
  return points.map((point) => {
    const free = candidates(point).find(
      (place) =>
        (place === point || isWithin(place, plot)) &&
        placed.every((other) => distance(place, other) >= apart - 0.5),
    );
    const place = free ?? point;
    placed.push(place);
    return place;
  });
}

/** Those of the points that a ring at one of them would cover, itself among them. */
export function atOneSpot(
  points: readonly Place[],
  one: number,
): readonly number[] {
  const here = points[one];
  return points.flatMap((point, at) =>
    here && distance(here, point) < apart - 0.5 ? [at] : [],
  );
}

/** What of some places is under a pointer; `null` where nothing is. */
export function ringAt(
  places: readonly Place[],
  pointer: Place,
): number | null {
  const distances = places.map((place) => distance(place, pointer));
  const least = Math.min(...distances);
  return least <= reach + 2 ? distances.indexOf(least) : null;
}

/** The point itself, then places around it, from straight up. */
function candidates(point: Place): readonly Place[] {
  const rings = Array.from({ length: rounds * around }, (_, n) => {
    const far = apart * (1 + Math.floor(n / around));
    const angle = (2 * Math.PI * n) / around;
    return {
      x: point.x + far * Math.sin(angle),
      y: point.y - far * Math.cos(angle),
    };
  });
  return [point, ...rings];
}

function isWithin({ x, y }: Place, plot: Box): boolean {
  const from = (at: number, begin: number, length: number) =>
    Math.abs(at - begin - length / 2) <= length / 2 - reach;
  return from(x, plot.x, plot.width) && from(y, plot.y, plot.height);
}

function distance(a: Place, b: Place): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
