const transform = {
  "^.+\\.tsx?$": [
    "@swc/jest",
    {
      jsc: {
        parser: { syntax: "typescript", tsx: true },
        target: "es2022",
        transform: { react: { runtime: "automatic" } },
      },
      module: { type: "es6" },
    },
  ],
};

/** One project per need: `unit` needs nothing, `service` real servers, `browser` Chromium. */
const project = (displayName, testMatch, ignored) => ({
  displayName,
  testMatch,
  testPathIgnorePatterns: ["/node_modules/", "/dist/", ...ignored],
  modulePathIgnorePatterns: ["<rootDir>/dist/"],
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  transform,
  testEnvironment: "node",
});

export default {
  maxWorkers: 2,
  testTimeout: 120_000,
  projects: [
    project(
      "unit",
      ["<rootDir>/tests/**/*.test.ts", "<rootDir>/tests/**/*.test.tsx"],
      ["\\.service\\.test\\.ts$", "\\.browser\\.test\\.ts$"],
    ),
    project("service", ["<rootDir>/tests/**/*.service.test.ts"], []),
    project("browser", ["<rootDir>/tests/**/*.browser.test.ts"], []),
  ],
};
