/** Who may import whom. Each rule says why; `depcruise` enforces them. */
const outside = (room) => ({ path: `^${room}/` });

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "a cycle means two files are one idea",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "engine-is-pure",
      comment: "the engine runs in a cell, a browser worker and Node alike",
      severity: "error",
      from: outside("engine"),
      to: { path: "^(connectors|worker|addin|tests)/" },
    },
    {
      name: "engine-packages",
      comment: "descriptive statistics is the engine's only library",
      severity: "error",
      from: { path: "^engine/", pathNot: "^engine/contracts/" },
      to: { path: "node_modules/", pathNot: "node_modules/simple-statistics/" },
    },
    {
      name: "engine-no-node",
      comment: "no Node in the engine",
      severity: "error",
      from: outside("engine"),
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "contracts-only-zod",
      comment: "the contracts need schemas and nothing else",
      severity: "error",
      from: outside("engine/contracts"),
      to: { path: "node_modules/", pathNot: "node_modules/zod/" },
    },
    {
      name: "front-door",
      comment: "from outside, enter the engine by its index or its contracts",
      severity: "error",
      from: { path: "^(connectors|worker|addin)/" },
      to: {
        path: "^engine/",
        pathNot: "^engine/(index|contracts/index)\\.ts$",
      },
    },
    {
      name: "numeric-at-the-bottom",
      comment: "numeric and units know no inventory",
      severity: "error",
      from: { path: "^engine/(numeric|units)/" },
      to: {
        path: "^engine/(demand|lead-time|forecast|policy|network|planning|stochastic|simulation|frontier|explain|audit)/",
      },
    },
    {
      name: "parts-before-planning",
      comment: "demand, lead time, policy and network know nothing of plans",
      severity: "error",
      from: { path: "^engine/(demand|lead-time|policy|network)/" },
      to: {
        path: "^engine/(planning|stochastic|simulation|frontier|explain|audit|catalog)/",
      },
    },
    {
      name: "plans-before-their-telling",
      comment: "a plan stands without its explanation; the catalog joins both",
      severity: "error",
      from: {
        path: "^engine/(planning|stochastic|simulation|frontier|explain|audit)/",
      },
      to: { path: "^engine/catalog/" },
    },
    {
      name: "connectors-below-worker",
      comment: "connectors know ERPs, not the service",
      severity: "error",
      from: outside("connectors"),
      to: { path: "^(worker|addin|tests)/" },
    },
    {
      name: "worker-and-addin-apart",
      comment: "they meet in engine/contracts",
      severity: "error",
      from: { path: "^(worker|addin)/" },
      to: { path: "^(worker|addin)/", pathNot: "^$1/" },
    },
    {
      name: "express-in-the-api",
      comment: "one place speaks HTTP",
      severity: "error",
      from: { pathNot: "^(worker/api/|node_modules)" },
      to: { path: "node_modules/(express|helmet|express-rate-limit)/" },
    },
    {
      name: "queue-in-its-place",
      comment: "BullMQ and Redis stay behind the queue port",
      severity: "error",
      from: { pathNot: "^(worker/(queue|bin)/|tests/|node_modules)" },
      to: { path: "node_modules/(bullmq|ioredis)/" },
    },
    {
      name: "sql-in-its-place",
      comment: "databases stay behind the store, the queue and the small ERP",
      severity: "error",
      from: {
        pathNot:
          "^(worker/(store|queue)/|connectors/embedded/|tests/|node_modules)",
      },
      to: { path: "node_modules/(kysely|pg|@electric-sql/pglite)/" },
    },
    {
      name: "odbc-in-its-place",
      comment: "the native driver is loaded by its transport alone",
      severity: "error",
      from: { pathNot: "^(connectors/odbc/|tests/|node_modules)" },
      to: { path: "node_modules/odbc/" },
    },
    {
      name: "react-in-the-pane",
      comment: "the functions and the workbook know no user interface",
      severity: "error",
      from: { pathNot: "^(addin/(taskpane|shell)/|tests/|node_modules)" },
      to: { path: "node_modules/(react|react-dom|@fluentui)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
