#!/usr/bin/env node
// The command's front door, and CommonJS on purpose: loading modules takes the thread pool into
// use, and its size is settled by then. An ODBC call blocks one of its threads for as long as
// the ERP takes, so that four are few.
process.env["UV_THREADPOOL_SIZE"] ??= "16";
void import("./stockwright.js");
