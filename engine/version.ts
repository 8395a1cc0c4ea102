/** Part of every run's identity: raised whenever the same input may give other numbers. */
export const engineVersion = "0.2.0";
