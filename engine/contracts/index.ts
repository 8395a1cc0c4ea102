export * from "./api.ts";
export * from "./change-set.ts";
export * from "./finding.ts";
export * from "./job.ts";
export * from "./network-file.ts";
export * from "./primitives.ts";
export * from "./recommendation.ts";
export * from "./snapshot.ts";
