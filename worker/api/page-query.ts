import { z } from "zod";

/** Query numbers arrive as text; nothing but digits is a number here. */
const whole = (least: number, most: number, otherwise: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= least && value <= most, {
      error: `must be from ${least} to ${most}`,
    })
    .default(otherwise);

/** Which rows of a long list are asked for. */
export const pageQuery = z.object({
  offset: whole(0, 999_999_999, 0),
  limit: whole(1, 5000, 500),
});
